"""Complex numbers, ASCII Mandelbrot, FFT and polynomials with operators."""
import math
from itertools import zip_longest

SHADES = " .:-=+*#%@"


def mandelbrot(width=60, height=17, limit=40):
    for row in range(height):
        line = ""
        for col in range(width):
            c = complex(-2.2 + 3.2 * col / width, -1.2 + 2.4 * row / (height - 1))
            z, n = 0j, 0
            while abs(z) <= 2 and n < limit:
                z, n = z * z + c, n + 1
            line += SHADES[n * (len(SHADES) - 1) // limit]
        yield line.rstrip()


class Poly:
    def __init__(self, *coeffs):
        cs = list(coeffs)
        while len(cs) > 1 and cs[-1] == 0:
            cs.pop()
        self.c = tuple(cs) or (0,)

    @property
    def degree(self):
        return len(self.c) - 1

    @classmethod
    def from_roots(cls, *roots):
        return math.prod((cls(-r, 1) for r in roots), start=cls(1))

    @staticmethod
    def _lift(x):
        return x if isinstance(x, Poly) else Poly(x) if isinstance(x, (int, float, complex)) else None

    def __add__(self, o):
        if (o := self._lift(o)) is None:
            return NotImplemented
        return Poly(*(a + b for a, b in zip_longest(self.c, o.c, fillvalue=0)))

    def __neg__(self): return Poly(*(-a for a in self.c))
    def __sub__(self, o): return self + -o
    def __rsub__(self, o): return -self + o
    __radd__ = __add__

    def __mul__(self, o):
        if (o := self._lift(o)) is None:
            return NotImplemented
        out = [0] * (self.degree + o.degree + 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __pow__(self, n, mod=None):
        result = Poly(1)
        for bit in bin(n)[2:]:
            result *= result
            if bit == "1":
                result *= self
            if mod:
                result %= mod
        return result

    def __divmod__(self, d):
        if d == Poly(0):
            raise ZeroDivisionError("polynomial division by zero")
        rem, quo = list(self.c), [0] * max(1, len(self.c) - d.degree)
        while len(rem) > d.degree and any(rem):
            k, q = len(rem) - 1 - d.degree, rem[-1] / d.c[-1]
            quo[k] = q
            for i, b in enumerate(d.c):
                rem[k + i] -= q * b
            rem.pop()
        return Poly(*quo), Poly(*rem)

    def __floordiv__(self, d): return divmod(self, d)[0]
    def __mod__(self, d): return divmod(self, d)[1]
    def __eq__(self, o): return isinstance(o, Poly) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __getitem__(self, i): return self.c[i] if i <= self.degree else 0
    def __bool__(self): return self.c != (0,)

    def __call__(self, x):
        acc = 0
        for a in reversed(self.c):
            acc = acc * x + a
        return acc

    def deriv(self):
        return Poly(*(i * a for i, a in enumerate(self.c) if i))

    def __str__(self):
        terms = []
        for i in range(self.degree, -1, -1):
            a = self.c[i]
            if a == 0 and self.degree:
                continue
            sign, mag = ("-", -a) if not isinstance(a, complex) and a < 0 else ("+", a)
            coef = "" if mag == 1 and i else f"{mag:g}" if not isinstance(mag, complex) else str(mag)
            terms.append((sign, coef + ("x" if i else "") + (f"^{i}" if i > 1 else "")))
        text = " ".join(f"{s} {t}" for s, t in terms)
        return text[2:] if text[0] == "+" else "-" + text[2:]

    def roots(self):
        """Durand-Kerner iteration."""
        lead, zs = self.c[-1], [(0.4 + 0.9j) ** k for k in range(self.degree)]
        for _ in range(60):
            zs = [z - self(z) / lead / math.prod(z - w for j, w in enumerate(zs) if j != i) for i, z in enumerate(zs)]
        return sorted((complex(round(z.real, 6) + 0.0, round(z.imag, 6) + 0.0) for z in zs), key=lambda z: (z.real, z.imag))


def fft(xs, sign=-1):
    if (n := len(xs)) == 1:
        return xs
    even, odd = fft(xs[::2], sign), fft(xs[1::2], sign)
    tw = [complex(math.cos(t := sign * 2 * math.pi * k / n), math.sin(t)) * o for k, o in enumerate(odd)]
    return [e + t for e, t in zip(even, tw)] + [e - t for e, t in zip(even, tw)]


print(*mandelbrot(), sep="\n")
p, q = Poly(-6, 11, -6, 1), Poly(1, 2)
print(p, "|", q, "|", p + q, "|", p - 1, "|", 1 - p, "|", 2 * q * q, "|", Poly(0), "|", -q, "|", Poly(0, -1.5, 0, 2e-7))
print(divmod(p, q)[0], "rem", divmod(p, q)[1], "|", q ** 6, "|", pow(q, 5, Poly(1, 0, 1)), "|", Poly.from_roots(1, 2, 3) == p, p(2), p(1.5), q(1j))
print(p.deriv(), p.deriv().deriv(), p.roots(), Poly(1, 0, 0, 0, 1).roots(), sep="\n")
print(Poly(1j, 2 - 1j), bool(Poly(0, 0)), {p: "p"}[Poly.from_roots(3, 2, 1)], p[2], p[10], sum([q, q, p]))
a, b = [3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]
fa, fb = fft(a + [0] * 8), fft(b + [0] * 8)
conv = [round(z.real / 16) for z in fft([x * y for x, y in zip(fa, fb)], 1)]
print(conv, Poly(*conv) == Poly(*a) * Poly(*b))
z = 3 - 4j
print(z, abs(z), z.conjugate(), z.real, z.imag, z * 1j, z / (1 + 1j), z ** 2, z == complex("3-4j"), -z, 1j ** 2, complex(0, -0.0), complex(-0.0, 1), repr(1e20 + 1j), 1j * math.inf)
print(f"{z:.2f} {z:>12} {1/3+2j:.3e} {complex(1.5)} {hash(3 + 0j) == hash(3)} {(0.1+0.2j) * 3} {2 ** (1 + 1j):.6f} {z != 3}", {1 + 0j: "one"}[1])
for bad in (lambda: p + "x", lambda: p // Poly(0), lambda: z < 1, lambda: z // 2, lambda: 1j / 0, lambda: complex("1+"), lambda: int(z), lambda: math.sqrt(z), lambda: "x" * p, lambda: p ** 1.5, lambda: 0j ** -1, lambda: z % 2, lambda: abs("z"), lambda: f"{z:d}"):
    try:
        print(bad())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
