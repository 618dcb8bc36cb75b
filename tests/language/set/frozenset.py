# frozenset: hashable, no methods that change.
f = frozenset([1, 2, 3])
print(f == {1, 2, 3}, hash(f) == hash(frozenset([3, 2, 1])), {f: 'x'}[frozenset([2, 1, 3])], type(f | {4}).__name__, type({4} | f).__name__, hasattr(f, 'add'), frozenset(), repr(frozenset([1])), f.copy() is f, frozenset(f) is f, {frozenset()} == {frozenset()}, {1} in {frozenset([1])})
g = f
g |= {9}
print(sorted(g), sorted(f))
