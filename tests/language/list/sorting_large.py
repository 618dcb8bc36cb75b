# Sorting long lists with runs, duplicates and comparisons in Python.
def numbers(n, seed=1):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        yield seed
a = list(numbers(3000))
s = sorted(a)
print(all(x <= y for x, y in zip(s, s[1:])), s[0], s[-1], sorted(a, reverse=True) == s[::-1], sorted(s) == s, sorted(s[::-1]) == s)
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
print([k.v for k in sorted(map(K, a[:300]))] == sorted(a[:300]), sorted(a, key=lambda x: x % 10)[:3], sorted(str(x) for x in a)[:2], sorted([x / 7 for x in a])[0])
