import math
print([math.factorial(n) for n in range(10)], math.factorial(50), math.gcd(), math.gcd(12, 18), math.gcd(-12, 18, 27), math.gcd(0, 0), math.gcd(2**100, 6**50), math.lcm(), math.lcm(4, 6), math.lcm(3, 0), math.lcm(-4, 6, 10), [math.isqrt(n) for n in (0, 1, 2, 3, 4, 15, 16, 10**20, 10**40 + 1)], math.comb(10, 3), math.comb(100, 50), math.comb(3, 5), math.perm(5), math.perm(10, 3), math.perm(3, 5))
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: math.factorial(-1))
err(lambda: math.factorial(2.0))
err(lambda: math.factorial('a'))
err(lambda: math.factorial(10**30))
err(lambda: math.gcd(1.0))
err(lambda: math.isqrt(-1))
err(lambda: math.isqrt(1.0))
err(lambda: math.comb(-1, 2))
err(lambda: math.comb(2, -1))
err(lambda: math.comb(2.0, 1))
err(lambda: math.perm(-2))
err(lambda: math.comb(5))
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-2.5), math.ceil(-2.5), math.floor(5), math.floor(1e300) == int(1e300), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([2.5, 2]), math.prod('', start=1))
class F:
    def __floor__(self): return 'floored'
    def __ceil__(self): return 'ceiled'
    def __trunc__(self): return 'truncated'
    def __index__(self): return 6
    def __float__(self): return 2.25
print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.factorial(F()), math.gcd(F(), 4), math.sqrt(F()))
err(lambda: math.floor(float('nan')))
err(lambda: math.ceil(float('inf')))
err(lambda: math.floor('a'))
err(lambda: math.trunc('a'))
