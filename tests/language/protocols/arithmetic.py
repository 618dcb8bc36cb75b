# Binary operators, their reflected forms and NotImplemented.
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ('add', self.v, o) if isinstance(o, int) else NotImplemented
    def __radd__(self, o): return 'radd', self.v, o
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return 'rsub', self.v, o
    def __matmul__(self, o): return 'matmul'
    def __divmod__(self, o): return 'divmod', o
    def __rdivmod__(self, o): return 'rdivmod', o
    def __pow__(self, o, m=None): return 'pow', o, m
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
    def __repr__(self): return f'N({self.v})'
n = N(1)
print(n + 1, 1 + n, 's' + n, 5 - n, n @ n, divmod(n, 2), divmod(2, n), pow(n, 2), pow(n, 2, 3), n ** 4)
print(-n, +n, ~n, abs(n))
for op in ('n - 1', 'n * 1', 'n // n', 'n @ 1 - n', '{} + n - []', 'n << 1'):
    try:
        print(eval(op))
    except TypeError as e:
        print(e)
