# Matrices over exact fractions: product, determinant, inverse, power.
from math import gcd
class Fraction:
    __slots__ = ('n', 'd')
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError(f'Fraction({n}, 0)')
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // g, d // g
    @staticmethod
    def of(x): return x if isinstance(x, Fraction) else Fraction(x) if isinstance(x, int) else NotImplemented
    def arith(op):
        def forward(self, o): return op(self, o) if (o := Fraction.of(o)) is not NotImplemented else o
        def backward(self, o): return op(o, self) if (o := Fraction.of(o)) is not NotImplemented else o
        return forward, backward
    __add__, __radd__ = arith(lambda a, b: Fraction(a.n * b.d + b.n * a.d, a.d * b.d))
    __sub__, __rsub__ = arith(lambda a, b: Fraction(a.n * b.d - b.n * a.d, a.d * b.d))
    __mul__, __rmul__ = arith(lambda a, b: Fraction(a.n * b.n, a.d * b.d))
    __truediv__, __rtruediv__ = arith(lambda a, b: Fraction(a.n * b.d, a.d * b.n))
    def __neg__(self): return Fraction(-self.n, self.d)
    def __eq__(self, o): o = Fraction.of(o); return (self.n, self.d) == (o.n, o.d) if o is not NotImplemented else o
    def __lt__(self, o): o = Fraction.of(o); return self.n * o.d < o.n * self.d
    def __gt__(self, o): o = Fraction.of(o); return self.n * o.d > o.n * self.d
    def __hash__(self): return hash((self.n, self.d)) if self.d != 1 else hash(self.n)
    def __bool__(self): return self.n != 0
    def __float__(self): return self.n / self.d
    def __repr__(self): return f'{self.n}/{self.d}' if self.d != 1 else str(self.n)
    def __format__(self, spec): return format(float(self), spec) if spec.endswith('f') else format(repr(self), spec)
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1: raise ValueError('rows of different lengths')
    shape = property(lambda self: (len(self.rows), len(self.rows[0])))
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def __getitem__(self, key):
        match key:
            case (i, j): return self.rows[i][j]
            case int(i): return self.rows[i]
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f'{self.shape} @ {o.shape}')
        cols = list(zip(*o.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in cols] for r in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __repr__(self): return f'Matrix({self.rows})'
    @property
    def T(self): return Matrix(zip(*self.rows))
    def eliminate(self, other):
        n, det = len(self.rows), Fraction(1)
        a = [[Fraction(x) if isinstance(x, int) else x for x in r] + list(s) for r, s in zip(self.rows, other.rows)]
        for c in range(n):
            p = next((r for r in range(c, n) if a[r][c]), None)
            if p is None: return Fraction(0), None
            if p != c: a[c], a[p], det = a[p], a[c], -det
            det *= a[c][c]
            a[c] = [x / a[c][c] for x in a[c]] if (pivot := a[c][c]) == 1 else [x / pivot for x in a[c]]
            for r in range(n):
                if r != c and (k := a[r][c]): a[r] = [x - k * y for x, y in zip(a[r], a[c])]
        return det, Matrix([r[n:] for r in a])
    def det(self): return self.eliminate(Matrix.identity(len(self.rows)))[0]
    def inverse(self):
        det, inv = self.eliminate(Matrix.identity(len(self.rows)))
        if inv is None: raise ZeroDivisionError('singular matrix')
        return inv
m = Matrix([[2, 1, 1], [1, 3, 2], [1, 0, 0]])
print(m.det(), m.inverse(), m @ m.inverse() == Matrix.identity(3), m.T, m.shape, m[1, 2], m[0])
print(m ** 5, Matrix([[1, 1], [1, 0]]) ** 90, 2 * m + m)
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(5)] for i in range(5)])
print(hilbert.det(), hilbert.inverse(), hilbert @ hilbert.inverse() == Matrix.identity(5))
for bad in (lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: Matrix([[1], [2, 3]]), lambda: m @ Matrix([[1]]), lambda: Fraction(1, 0), lambda: Fraction(1) + 'a'):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(f'{Fraction(1, 3):.5f} {Fraction(2, 4):>6} {1 - Fraction(1, 3)} {max(Fraction(1, 3), Fraction(1, 2))} {sorted([Fraction(1, 2), 0, Fraction(-1, 3)])} {hash(Fraction(5)) == hash(5)}')
