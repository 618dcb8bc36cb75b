# Methods of float.
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), float.fromhex('0x1.8p+1'), (-0.0).hex(), (3.7).__trunc__(), (3.7).conjugate())
print((2.5).__floor__(), (2.5).__ceil__(), (1e300).is_integer(), hash(0.5), hash(float('inf')), 1.5.real, 1.5.imag)
