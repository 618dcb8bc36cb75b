# A comprehension's variable does not leak; its first iterable is evaluated outside.
x = 'outer'
print([x for x in range(3)], x)
print({x: y for x, y in [(1, 2)]}, x)
def f(n):
    return [n for n in range(n)], n
print(f(3))
print([(a, b) for a in range(3) for b in range(a)])
