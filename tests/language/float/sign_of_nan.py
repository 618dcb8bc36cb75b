# float('-nan'), -, abs and copysign keep or set the sign of a NaN.
from math import copysign, nan


def sign(x):
    return copysign(1.0, x)


minus = float('-nan')
print(sign(nan), sign(minus), sign(-nan), sign(-minus), sign(abs(minus)), sign(copysign(nan, -1.0)), sign(copysign(minus, 1.0)))
print(minus, -nan, minus == minus, minus is minus, minus in [minus], sign(+minus), sign([minus][0]), sign(float(repr(minus))))
