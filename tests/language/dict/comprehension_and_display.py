print({k: v for k, v in zip('abc', range(3))}, {i: j for i in range(3) for j in range(i)}, {**{'a': 1}, 'b': 2, **{'a': 3}}, {x: y for x in 'ab' if x != 'a' for y in 'q'})
log = []
def n(x):
    log.append(x)
    return x
{n('k1'): n('v1'), **{n('k2'): n('v2')}, n('k3'): n('v3')}
print(log); log.clear()
{n('k'): n('v') for _ in range(2)}
print(log)
try:
    {k: 1 / k for k in (1, 0)}
except ZeroDivisionError as e:
    print(e)
class M:
    def keys(self): return iter(['x', 'y'])
    def __getitem__(self, k): return k * 3
print({**M()}, dict(M()))
big = {i: str(i) for i in range(1000)}
print(len(big), big[999], sum(len(v) for v in big.values()), {v: k for k, v in big.items()}['500'])
print({i: {j: i * j for j in range(2)} for i in range(3)}, {frozenset([1]): 1}[frozenset([1])])
