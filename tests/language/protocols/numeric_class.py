# A complete numeric type: modular integers.
class Mod:
    __slots__ = ('v', 'm')
    def __init__(self, v, m=13): self.v, self.m = v % m, m
    def _other(self, o):
        if isinstance(o, Mod):
            if o.m != self.m: raise ValueError(f'moduli differ: {self.m}, {o.m}')
            return o.v
        return o if isinstance(o, int) else None
    def _op(f):
        def g(self, o): return NotImplemented if (x := self._other(o)) is None else Mod(f(self.v, x), self.m)
        def r(self, o): return NotImplemented if (x := self._other(o)) is None else Mod(f(x, self.v), self.m)
        return g, r
    __add__, __radd__ = _op(lambda a, b: a + b)
    __sub__, __rsub__ = _op(lambda a, b: a - b)
    __mul__, __rmul__ = _op(lambda a, b: a * b)
    __and__, __rand__ = _op(lambda a, b: a & b)
    del _op
    def inverse(self): return Mod(pow(self.v, -1, self.m), self.m)
    def __truediv__(self, o): return self * (o if isinstance(o, Mod) else Mod(o, self.m)).inverse()
    def __rtruediv__(self, o): return Mod(o, self.m) * self.inverse()
    def __pow__(self, e, z=None): return Mod(pow(self.v, e, z or self.m), self.m)
    def __rpow__(self, b): return ('rpow', b)
    def __divmod__(self, o): return divmod(self.v, int(o))
    def __neg__(self): return Mod(-self.v, self.m)
    def __pos__(self): return self
    def __invert__(self): return self.inverse()
    def __abs__(self): return self.v
    __int__ = __index__ = __abs__
    def __bool__(self): return self.v != 0
    def __eq__(self, o): return NotImplemented if (x := self._other(o)) is None else self.v == x % self.m
    def __lt__(self, o): return NotImplemented if (x := self._other(o)) is None else self.v < x
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f'{self.v}~{self.m}'
    def __format__(self, s): return f'{self.v:{s}} (mod {self.m})'
    def __iadd__(self, o): print('iadd'); return self + o
a, b = Mod(9), Mod(7)
print(a + b, a - b, b - a, a * b, a / b, a ** 3, a ** -1, -a, +a, ~a, abs(a), a & b, 5 + a, 5 - a, 5 * a, 5 / a, a + 20, 2 ** a, divmod(a, 4), pow(a, 2, 5))
print(a == 9, a == 22, 9 == a, a == 'x', a != b, a < b, a > b, a < 3, bool(Mod(13)), int(a), hex(a), [*'abcdefghijk'][a], {a: 1}[9], range(a), f'{a:>4} {b:03} {a}', sum([a, b]), max(a, b), sorted([a, b, Mod(1)]), round(1.234567891234, Mod(2)))
a += 5; print(a); a -= 1; a *= 2; print(a)
for f in (lambda: a > 3, lambda: a + 1.5, lambda: 'x' - a, lambda: a < 'x', lambda: a + Mod(1, 7), lambda: a @ a, lambda: a // 2, lambda: a << 1, lambda: Mod(0) / Mod(0), lambda: float(a) if False else complex(a), lambda: a <= b, lambda: a()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
