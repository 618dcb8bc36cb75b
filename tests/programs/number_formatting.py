"""Roman numerals, spelled numbers, bases, and number formatting."""
import math
import sys
from itertools import accumulate

ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
         (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(n: int) -> str:
    if not 0 < n < 4000:
        raise ValueError(f"{n} is out of range 1..3999")
    out = ""
    for value, sym in ROMAN:
        k, n = divmod(n, value)
        out += sym * k
    return out


def from_roman(s):
    values = [dict((b, a) for a, b in ROMAN)[c] for c in s]
    total = sum(-v if v < nxt else v for v, nxt in zip(values, values[1:] + [0]))
    if to_roman(total) != s:
        raise ValueError(f"{s!r} is not canonical (did you mean {to_roman(total)}?)")
    return total


class Roman(int):
    def __new__(cls, value):
        return super().__new__(cls, from_roman(value) if isinstance(value, str) else value)

    def __format__(self, spec):
        return format(to_roman(int(self)), spec) if not spec.endswith("d") else int(self).__format__(spec)

    def __add__(self, other):
        return Roman(int(self) + int(other))

    def __repr__(self):
        return f"Roman({to_roman(self)!r})"


assert all(from_roman(to_roman(i)) == i for i in range(1, 4000))
print(*(f"{n}={to_roman(n)}" for n in (4, 9, 14, 1888, 1994, 2024, 3999)))
r = Roman("XIV") + Roman(7)
print(r, repr(r), f"[{r:>8}] [{r:<8}] [{r:04d}]", r * 2, r > 20, isinstance(r, int), r.bit_length())
for bad in ("IIII", "VX", "ABC", 0, 4000, "IC"):
    try:
        print(from_roman(bad) if isinstance(bad, str) else to_roman(bad))
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)

ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen").split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(n):
    if n < 0:
        return "minus " + spell(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    for size, word in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            head, tail = divmod(n, size)
            return f"{spell(head)} {word}" + (f" {spell(tail)}" if tail else "")


for n in (0, 13, 42, 100, 999, -1_000_001, 2 ** 31 - 1):
    print(f"{n:>14,} {spell(n)}")
print(max(range(200), key=lambda n: len(spell(n))), sum(len(spell(n)) for n in range(1, 1001)))


def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (to_base(n // base, base).lstrip("0") + digits[n % base]) if n else "0"


for base in (2, 3, 7, 12, 16, 36):
    text = to_base(123456789, base)
    print(f"{base:2d} {text:>28} {int(text, base) == 123456789}")
print(f"{255:b} {255:#o} {255:X} {255:#010x} {-255:+,d} {65:c} {1e6:,.1f} {1234.5:e} {1234.5:G} {0.1234:%}")
print(f"{12345.6789:010.2f}|{12345.6789:<12.1f}|{-3.5:=+9.2f}|{3.5: }|{10**15:,}|{1.5e300:.3g}|{2.5:.0f}|{3.5:.0f}")
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(12345, -2), round(15, -1), round(1e300), sep=", ")
print(0.1 + 0.2, 1e15, 1e16, 1e-4, 1e-5, 123456789012345678.0, 5e-324, 1.7976931348623157e308, -0.0, 100.0)
print(float("inf"), -math.inf, float("nan"), float("1e3"), float(" -2_0.5 "), int(" -0x1F ", 16), int("1_000"), complex("1-2j"))
print((0.1).as_integer_ratio(), (0.5).hex(), float.fromhex("0x1.8p3"), (7.0).is_integer(), (255).to_bytes(2, "big"), sep=" ")
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, -2), 2 ** -2, (-8) ** (1 / 3))
print(math.isqrt(10 ** 30), math.comb(50, 25), math.perm(10, 3), math.prod(range(1, 15)), math.lcm(12, 18, 27), math.gcd(0, 0))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fsum([0.1] * 10), sum([0.1] * 10), math.copysign(3, -0.0))
print(math.frexp(40.0), math.modf(-3.25), math.ldexp(0.75, 5), math.isclose(1e-9 + 1, 1), math.dist((0, 0), (3, 4)), math.tau)
print(list(accumulate(range(1, 11), lambda a, b: a * b)), list(accumulate([3, 1, 4, 1, 5], max, initial=2)), sys.maxsize, sep="\n")
for bad in ("12a", "", "0x10", "1__0", "٣٤"):
    try:
        print(int(bad), end="; ")
    except ValueError as e:
        print(e, end="; ")
print()
for thunk in (lambda: f"{3:z}", lambda: f"{'a':d}", lambda: f"{1.5:d}", lambda: float("x1"), lambda: int("9" * 5000), lambda: int(math.nan),
              lambda: int(math.inf), lambda: math.exp(1000), lambda: 2.0 ** 5000, lambda: chr(-1), lambda: "%d" % "3", lambda: 10 ** 400 / 3):
    try:
        print(thunk())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
