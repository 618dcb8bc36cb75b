print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.0).as_integer_ratio(), (1e300).as_integer_ratio()[1])
print((1.0).is_integer(), (1.5).is_integer(), float('inf').is_integer(), (-0.0).is_integer())
for x in (1.0, 0.1, -0.0, 1e300, 5e-324, float('inf'), float('nan'), 3.14159, 1.5e-310):
    print(x.hex(), float.fromhex(x.hex()))
for s in ('0x1p3', '0x1.8p0', '1.8', '-0x.8p1', 'inf', 'nan', '0x1p-1074', '0x1p-1075', '  0x10  ', 'A.8p0'):
    print(s, float.fromhex(s))
for s in ('', 'xyz', '0x1p5000', '0x', '0x1p'):
    try:
        print(float.fromhex(s))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print((1.5).real, (1.5).imag, (1.5).conjugate(), hash(1.0) == hash(1), hash(0.5), hash(float('inf')), hash(float('-inf')), hash(2.0**70) == hash(2**70), hash(1e300), hash(-0.1))
for f in (float('inf'), float('nan')):
    try:
        f.as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
class F(float): pass
print(F(2.5), F('1e3'), F(1) + F(2), type(F(1) + 1).__name__, repr(F(0.1)), F(3) == 3, float(F(9)).__class__.__name__)
