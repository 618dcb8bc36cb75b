# Equal keys of different types are one key.
d = {1: 'int'}
d[1.0] = 'float'
d[True] = 'bool'
d[(1, 2)] = 't'; d[frozenset({1})] = 'f'; d[None] = 'n'; d['1'] = 's'; d[b'1'] = 'b'; d[2 ** 70] = 'big'; d[float(2 ** 70)] = 'same'; d[int] = 'type'; d[...] = 'e'
print(d)
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
e = {K(i): i for i in range(5)}
print(e[K(3)], len(e), K(9) in e)
del e[K(0)]
print(sorted(e.values()))
