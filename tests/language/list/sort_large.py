# Sorting is stable and right on shapes of all kinds.
def lcg(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield seed >> 33
def check(name, items):
    s = sorted(items)
    ok = all(s[i] <= s[i + 1] for i in range(len(s) - 1))
    pairs = sorted([(x % 10, i) for i, x in enumerate(items)], key=lambda p: p[0])
    stable = all(pairs[i] < pairs[i + 1] for i in range(len(pairs) - 1))
    down = sorted(items, reverse=True) == s[::-1]
    print(name, len(s), ok, stable, down, s[:3], s[-2:], sum(s) == sum(items))
r = lcg(42)
for n in (0, 1, 2, 31, 32, 33, 63, 64, 65, 1000, 3000):
    check('random', [next(r) for _ in range(n)])
check('ascending', list(range(2000)))
check('descending', list(range(2000, 0, -1)))
check('equal', [7] * 1500)
check('saw', [i % 17 for i in range(2000)])
check('organ', list(range(700)) + list(range(700, 0, -1)))
check('runs', [(i * 7919) % 101 + i // 100 for i in range(2000)])
check('floats', [(next(r) % 1000) / 8 for _ in range(1000)])
words = [str(next(r) % 5000) for _ in range(1500)]
print(sorted(words)[:5], sorted(words, key=int)[:5], sorted(words, key=lambda w: (len(w), w))[-3:], sorted(words) == sorted(words[::-1]))
