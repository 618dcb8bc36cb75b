# Elements whose __eq__ and __hash__ are in Python.
class P:
    def __init__(self, x): self.x = x
    def __hash__(self): return self.x % 3
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __repr__(self): return f'P{self.x}'
s = {P(i) for i in range(9)} | {P(3)}
print(len(s), P(4) in s, P(10) in s, 4 in s, sorted(p.x for p in s - {P(1), P(2)}), sorted(p.x for p in s & {P(5), P(50)}))
s.remove(P(0)); s.discard(P(77)); s.add(P(8)); print(len(s), {P(1)} <= s, {P(1)} == {P(1)}, {P(1)} != {P(2)}, s.isdisjoint([P(1)]))
try:
    s.remove(P(99))
except KeyError as e:
    print('KeyError', e)
it = iter({1, 2, 3})
print(it.__length_hint__(), next(it) in (1, 2, 3), it.__length_hint__(), type(it).__name__)
r = {1}
class Self(frozenset): pass
print(repr({P(1)}), str(frozenset({P(2)})), [*{5}], max({3, 1, 2}), sum({1, 2}), any({0}), all(set()), sorted({3, 1}, reverse=True))
a = b = {1}
a |= {2}; print(b); a = a | {3}; print(b, a)
