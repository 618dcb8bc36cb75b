# The functions of math on ordinary values.
import math
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fabs(-2), math.factorial(10), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(99), math.prod([1, 2, 3]), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.hypot(3, 4), math.dist((0, 0), (3, 4)), math.degrees(math.pi), math.radians(180), math.fsum([0.1] * 10), math.remainder(7, 4))
print(math.exp(1) == math.e, math.log(8, 2), math.log2(8), math.log10(1000), math.log(2 ** 200) > 138, math.sin(0), math.cos(0), math.atan2(1, 1) * 4 == math.pi, math.pow(2, 0.5) == math.sqrt(2), math.cbrt(27.0), math.exp2(3.0), math.floor(2 ** 70), math.nextafter(1.0, 2.0), math.ulp(1.0))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.floor('a'), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.acos(2), lambda: math.floor(math.inf), lambda: math.fmod(1, 0), lambda: math.sqrt()):
    try:
        f()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
