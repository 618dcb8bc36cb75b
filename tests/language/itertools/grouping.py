# groupby and tee.
from itertools import groupby, tee
print([(k, list(g)) for k, g in groupby('aabbca')], [(k, len(list(g))) for k, g in groupby(range(10), lambda x: x // 4)], [k for k, g in groupby([1, 1, 2, 1])], list(groupby([])))
groups = list(groupby('aab'))
print([k for k, g in groups], [list(g) for k, g in groups])
it = groupby([1, 1, 2])
k, g = next(it)
print(next(g))
k2, g2 = next(it)
print(k2, list(g), list(g2))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), tee([], 0), len(tee('x', 3)))
a, b, c = tee((x for x in range(3)), 3)
print(list(a), list(b), [x * 2 for x in c])
