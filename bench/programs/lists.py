# Loops over lists: indexing, appending, slicing, iteration.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for k in range(i * i, n + 1, i):
                flags[k] = False
        i += 1
    return [i for i in range(n + 1) if flags[i]]


def bubble(items):
    n = len(items)
    for i in range(n):
        for k in range(n - 1 - i):
            if items[k] > items[k + 1]:
                items[k], items[k + 1] = items[k + 1], items[k]
    return items


def total(items):
    t = 0
    for x in items:
        t += x
    return t


primes = sieve(2000000)
print(len(primes), total(primes))
print(total(bubble([(i * 7919) % 1009 for i in range(1000)])[::10]))
stack = []
for i in range(1500000):
    stack.append(i)
    if i % 3 == 0:
        stack.pop()
print(len(stack), stack[-1])
