# List, set and dict comprehensions with conditions and several loops.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], sorted({x % 3 for x in range(10)}))
print({k: v for k, v in zip('abc', range(3))}, {x: y for x in range(2) for y in range(3)}, [[j for j in range(i)] for i in range(3)])
print([(x, y) for x in 'ab' for y in 'cd'], [a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ['xyz', 'uv']])
print([i if i % 2 else -i for i in range(4)], [*range(3), *'ab'], {**{'a': 1}, 'b': 2}, {*[1], 2} == {1, 2})
