log = []
def n(x):
    log.append(x)
    return x
g = (n(i) for i in n([1, 2, 3]) if n(f'if{i}'))
print(log); log.clear()
print(next(g), log); log.clear()
print(list(g), log)
try:
    g = (x for x in 5)
except TypeError as e:
    print(e)
g = (y for x in [1] for y in 5)
try:
    next(g)
except TypeError as e:
    print(e)
v = 1
g = (v for _ in range(2))
v = 'later'
print(list(g))
items = [1, 2, 3]
g = (i for i in items)
items = 'changed'
print(list(g))
print(sum(i for i in range(10) if i % 2), max((len(w), w) for w in ('a', 'ccc', 'bb')), ''.join(c.upper() for c in 'abc'), dict((i, i * i) for i in range(3)), any(i > 2 for i in range(5)), tuple(i for i in 'xy'), sorted((-i for i in range(3))), set(i // 2 for i in range(4)))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [c for row in matrix for c in row], {r: [c for c in range(r)] for r in range(4)}, {(i, j) for i in range(2) for j in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)})
try:
    [1 // i for i in (1, 0)]
except ZeroDivisionError as e:
    print(e)
def outer(): return [(yield_ for yield_ in range(i)) for i in range(3)]
print([list(g) for g in outer()], (i for i in []).__name__, (i for i in []).__qualname__, type(i for i in []).__name__)
