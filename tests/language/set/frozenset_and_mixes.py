f, s = frozenset([1, 2]), {2, 3}
print(f | s, s | f, type(f | s).__name__, type(s | f).__name__, f & s, f - s, f ^ s, f == {1, 2}, {1, 2} == f, hash(f) == hash(frozenset([2, 1])), {f: 'v'}[frozenset([1, 2])])
print(frozenset(f) is f, f.copy() is f, set(f) == f, f <= {1, 2, 3}, f.union([9]), type(f.union([9])).__name__, sorted(f), {frozenset(), frozenset([frozenset()])} == {frozenset([frozenset()]), frozenset()})
g = f
g |= {5}
print(g, f, g is f)
class S(set):
    pass
class F(frozenset):
    pass
x = S([1]); x.tag = 't'
print(x, x.tag, type(x | {2}).__name__, type({2} | x).__name__, type(x.copy()).__name__, type(x.union([1])).__name__, F([1, 2]), type(F([1]) | {2}).__name__, repr(S()), repr(F()))
print({1, 2, 3} - {2}, {i for i in range(20) if i % 3 == 0}, {i % 3 for i in range(10)}, len({(i, j) for i in range(5) for j in range(i)}))
big = set(range(0, 3000, 3)); other = set(range(0, 3000, 5))
print(len(big & other), len(big | other), len(big - other), len(big ^ other), sum(big & other), min(big), max(other), big >= (big & other))
for i in range(0, 3000, 6): big.discard(i)
print(len(big), 3 in big, 6 in big, sorted(big)[:5])
