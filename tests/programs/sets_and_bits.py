"""Sets, frozensets, bit twiddling and big integers."""
import math
import sys
from collections import Counter
from functools import reduce
from itertools import chain, combinations
from operator import and_, or_, xor


def powerset(xs):
    xs = sorted(xs)
    return [frozenset(c) for c in chain.from_iterable(combinations(xs, r) for r in range(len(xs) + 1))]


class BitSet:
    """A mutable-looking but immutable set of small integers."""
    __slots__ = ("mask",)

    def __init__(self, items=(), *, mask=0):
        self.mask = reduce(or_, (1 << i for i in items), mask)

    def __iter__(self):
        m = self.mask
        while m:
            low = m & -m
            yield low.bit_length() - 1
            m ^= low

    def __len__(self): return self.mask.bit_count()
    def __contains__(self, i): return bool(self.mask >> i & 1)
    def __and__(self, o): return BitSet(mask=self.mask & o.mask)
    def __or__(self, o): return BitSet(mask=self.mask | o.mask)
    def __sub__(self, o): return BitSet(mask=self.mask & ~o.mask)
    def __xor__(self, o): return BitSet(mask=self.mask ^ o.mask)
    def __le__(self, o): return self.mask & ~o.mask == 0
    def __eq__(self, o): return isinstance(o, BitSet) and self.mask == o.mask
    def __hash__(self): return hash(self.mask)
    def __repr__(self): return "BitSet{" + ",".join(map(str, self)) + "}"
    def __invert__(self): return BitSet(mask=~self.mask & 0xFF)
    def __index__(self): return self.mask


def queens(n):
    full = (1 << n) - 1
    count = 0

    def place(cols, d1, d2):
        nonlocal count
        if cols == full:
            count += 1
            return
        free = full & ~(cols | d1 | d2)
        while free:
            bit = free & -free
            free ^= bit
            place(cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    place(0, 0, 0)
    return count


evens, primes = set(range(0, 20, 2)), {2, 3, 5, 7, 11, 13, 17, 19}
print(sorted(evens & primes), sorted(primes - evens), len(evens | primes), sorted(evens ^ primes)[:5], evens.isdisjoint({1, 3}))
print(primes >= {2, 3}, {2} < primes, primes < primes, {1, 2} == frozenset([2, 1]), type({1} | frozenset([2])).__name__, type(frozenset([2]) | {1}).__name__)
ps = powerset({"a", "b", "c"})
print(["".join(sorted(s)) or "-" for s in ps], len(set(ps)), frozenset("ab") in set(ps), {frozenset({1}): "ok"}[frozenset([1])], {1} in [{1}])
s = {3, 1, 2}
s |= {10}; s -= {1}; s.discard(99); s.update([4], (5,)); s &= set(range(6)); s ^= {5, 6}
print(sorted(s), set().union([1], [2]), {1, 2, 3}.intersection([2, 3], [3]), frozenset(), set(), {7}, s.issuperset([2]))
for bad in (lambda: s.remove(99), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: frozenset().add(1), lambda: {1} < 3, lambda: hash({1}), lambda: {{1}: 2}):
    try:
        print(bad())
    except (KeyError, TypeError, AttributeError) as e:
        print(f"{type(e).__name__}: {e}")
a, b = BitSet([1, 3, 5, 70]), BitSet(range(4))
print(a, b, a & b, a | b, a - b, a ^ b, ~b, len(a), 70 in a, 2 in a, BitSet([1]) <= a, a == BitSet([70, 5, 3, 1]), hex(b), [10, 20, 30, 40][BitSet([1])])
print([queens(n) for n in range(1, 8)])
print([bin(g ^ g >> 1)[2:].zfill(3) for g in range(8)], f"{0b1011_0000:08b}", ~5, -1 >> 10, -5 >> 1, -5 & 0xFF, 5 ^ -3, 1 << 0, True + True, True ^ True)
big = 2 ** 127 - 1
print(big, big.bit_length(), big.bit_count(), pow(3, big - 1, big), pow(3, -1, big) * 3 % big, math.isqrt(big))
print((big << 200).bit_length(), (big * big) % 1000007, -big // 10 ** 20, -big % 10 ** 20, divmod(big, -12345678901), big ^ -big, ~big & 0xFFFF, sep="\n")
print(hex(big * 3), oct(-(10 ** 12)), bin(10 ** 6), int("z" * 30, 36), f"{10 ** 30:,}", f"{2 ** 100:x}", f"{-2 ** 70:_}", sep="\n")
print(2 ** 200 > 1e60, 2 ** 53 + 1 == float(2 ** 53 + 1), float(10 ** 22), int(1e23), 10 ** 25 / 10 ** 5, (10 ** 18 + 1) / 10 ** 18, 3 ** 50 % 2 ** 64, round(10 ** 20 + 55, -2))
fact = math.factorial(300)
print(len(str(fact)), sum(map(int, str(fact))), str(fact)[:20], (fact & -fact).bit_length() - 1, fact % 10 ** 80 == 0, hash(2 ** 61 - 1), hash(-1), hash(2 ** 61), hash(1.0) == hash(1))
fib = [0, 1]
while len(fib) < 301:
    fib.append(fib[-1] + fib[-2])
print(fib[300], math.gcd(fib[120], fib[300]) == fib[60], reduce(xor, range(101)), reduce(and_, [15, 7, 14]), Counter(f % 2 for f in fib))


def miller_rabin(n):
    if n < 2 or any(n % p == 0 for p in (2, 3, 5, 7, 11, 13)):
        return n in (2, 3, 5, 7, 11, 13)
    d, r = n - 1, 0
    while d % 2 == 0:
        d, r = d // 2, r + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(base, d, n)
        if x in (0, 1, n - 1):
            continue
        if not any((x := x * x % n) == n - 1 for _ in range(r - 1)):
            return False
    return True


print([p for p in range(2, 200) if miller_rabin(2 ** p - 1)], miller_rabin(big * 3), sum(map(miller_rabin, range(2000))))
for bad in (lambda: 1 << -1, lambda: 5 % 0, lambda: 1.5 & 1, lambda: pow(2, -1, 4), lambda: math.isqrt(-1), lambda: 2 ** 10000 * 1.0, lambda: "a" & 1, lambda: pow(2, 3, 0), lambda: ~1.5, lambda: math.factorial(-3)):
    try:
        print(bad())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
sys.exit(len(s) - 1)
