# Generators feeding generators.
def numbers():
    n = 2
    while True:
        yield n
        n += 1
def sieve():
    stream = numbers()
    while True:
        p = next(stream)
        yield p
        stream = (lambda p, s: (n for n in s if n % p))(p, stream)
s = sieve()
print([next(s) for _ in range(12)])
