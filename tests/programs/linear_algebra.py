"""Matrices over floats and exact rationals written by hand."""
import math
from functools import reduce
from itertools import product


class Frac:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError("fraction with zero denominator")
        g = math.gcd(n, d)
        if d < 0:
            g = -g
        self.n, self.d = n // g, d // g

    def __add__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self):
        return Frac(-self.n, self.d)

    def __sub__(self, o):
        return self + (-o)

    def __rsub__(self, o):
        return -self + o

    def __mul__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.n, self.d * o.d)

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.d, self.d * o.n)

    def __eq__(self, o):
        return (self.n, self.d) == ((o.n, o.d) if isinstance(o, Frac) else (o, 1))

    def __bool__(self):
        return self.n != 0

    def __float__(self):
        return self.n / self.d

    def __str__(self):
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"

    __repr__ = __str__


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged matrix")

    @classmethod
    def identity(cls, n, one=1):
        return cls([[one if i == j else 0 * one for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case (i, slice() as s):
                return self.rows[i][s]
            case (slice() as s, j):
                return [r[j] for r in self.rows[s]]
            case (i, j):
                return self.rows[i][j]
            case i:
                return self.rows[i]

    def __matmul__(self, other):
        (a, b), (c, d) = self.shape, other.shape
        if b != c:
            raise ValueError(f"cannot multiply {a}x{b} by {c}x{d}")
        return Matrix([[sum(x * y for x, y in zip(r, col)) for col in zip(*other.rows)]
                       for r in self.rows])

    def __pow__(self, k):
        return reduce(Matrix.__matmul__, [self] * k, Matrix.identity(len(self.rows)))

    def inverse(self):
        n = len(self.rows)
        work = [[Frac(x) for x in r] + e for r, e in zip(self.rows, Matrix.identity(n, Frac(1)).rows)]
        for c in range(n):
            p = next((r for r in range(c, n) if work[r][c]), None)
            if p is None:
                raise ArithmeticError("singular matrix")
            work[c], work[p] = work[p], work[c]
            pivot = work[c][c]
            work[c] = [x / pivot for x in work[c]]
            for r in range(n):
                if r != c and work[r][c]:
                    f = work[r][c]
                    work[r] = [x - f * y for x, y in zip(work[r], work[c])]
        return Matrix([r[n:] for r in work])

    def __str__(self):
        cells = [[str(x) if not isinstance(x, float) else f"{x:.4g}" for x in r] for r in self.rows]
        widths = [max(map(len, col)) for col in zip(*cells)]
        return "\n".join("[ " + "  ".join(f"{c:>{w}}" for c, w in zip(r, widths)) + " ]" for r in cells)


a = Matrix([[2, -1, 0], [1, 3, 5], [4, 0, 7]])
print(a, a.T, a @ a, sep="\n\n", end="\n\n")
inv = a.inverse()
print(inv, (inv @ a).rows == Matrix.identity(3).rows, sep="\n")
print(a[1, :2], a[:, 2], a[2, 2], a[0], a.shape)
print("fib", (Matrix([[1, 1], [1, 0]]) ** 90).rows)
hilbert = Matrix([[float(Frac(1, i + j + 1)) for j in range(4)] for i in range(4)])
print(hilbert)
print(f"norm {math.sqrt(sum(hilbert[i, j] ** 2 for i, j in product(range(4), repeat=2))):.12f}")
hilb5 = Matrix([[Frac(1, i + j + 1) for j in range(5)] for i in range(5)])
print(hilb5)
angle = math.radians(30)
rot = Matrix([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
print(rot ** 12, [round(x, 9) + 0.0 for x in (rot ** 3)[0]])
for attempt in (lambda: a @ rot, lambda: Matrix([[1, 2], [2, 4]]).inverse(),
                lambda: Matrix([[1], [2, 3]]), lambda: Frac(1, 0), lambda: a + a, lambda: Frac(2) / 0):
    try:
        print(attempt())
    except (ArithmeticError, ValueError, TypeError) as e:
        print(type(e).__name__, "-", e)
