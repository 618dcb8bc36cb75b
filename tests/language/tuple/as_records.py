points = [(3, 'c', 1.5), (1, 'a', 2.5), (2, 'b', 0.5), (1, 'a', 1.0)]
print(sorted(points), max(points), min(points, key=lambda p: p[2]), sorted(points, key=lambda p: (-p[0], p[1])))
index = {(x, y): z for x, y, z in points}
print(index, index[1, 'a'], (2, 'b') in index, index.get((9, 'z')))
(a, b, _), *others = points
print(a, b, len(others), [n for _, n, _ in points], list(zip(*points)))
for i, (n, (c, *rest)) in enumerate([(1, 'xyz'), (2, 'pq')]): print(i, n, c, rest)
t = 1, 2, 3
x, y, z = t; x, y = y, x; print(x, y, z, t + t[:1], t * 2, sum(t), (t,) + ((),), len(((),)), (1) == 1, ('a') == 'a', ('a',) == 'a')
def minmax(v): return min(v), max(v)
lo, hi = minmax([3, 1, 2]); print(lo, hi, minmax('hello'))
nested = ((1, (2, (3, (4,)))),); d = 0
while isinstance(nested, tuple): nested = nested[-1]; d += 1
print(d, nested, hash((1, 2)) == hash((1.0, 2.0)), {(): 'empty'}[()], (1, 2) in [(1, 2)], tuple(sorted({3, 1})), (*'ab', *range(2)))
