# Methods of int.
print((5).to_bytes(2, 'big'), (-2).to_bytes(2, 'little', signed=True), int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\xff', 'big', signed=True))
print((10).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (3).__index__(), (6).is_integer() if hasattr(int, 'is_integer') else '-')
for f in (lambda: (256).to_bytes(1, 'big'), lambda: (-1).to_bytes(1, 'big'), lambda: (1).to_bytes(1, 'x')):
    try:
        f()
    except (OverflowError, ValueError) as e:
        print(e)
