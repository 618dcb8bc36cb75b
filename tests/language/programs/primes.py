# A sieve in three styles.
def sieve(n):
    flags = [True] * (n + 1)
    flags[:2] = [False] * 2
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, f in enumerate(flags) if f]
print(sieve(50), len(sieve(10000)), sieve(100) == [n for n in range(2, 101) if all(n % d for d in range(2, n))])
b = bytearray([1]) * 100
for i in range(2, 10):
    b[i * i::i] = bytes(len(b[i * i::i]))
print([i for i in range(2, 100) if b[i]][:10])
