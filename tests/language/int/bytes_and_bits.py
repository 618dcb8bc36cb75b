print((5).to_bytes(2, 'big'), (5).to_bytes(2, 'little'), (-2).to_bytes(3, 'big', signed=True), (2**64).to_bytes(9, 'little'), (1).to_bytes(), (0).to_bytes(0, 'big'))
print(int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\x01\x00', 'little'), int.from_bytes(b'\xff\xfe', 'big', signed=True), int.from_bytes([1, 2, 3], 'big'), int.from_bytes(b'', 'big'), int.from_bytes(b'\xff' * 20))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: (256).to_bytes(1, 'big'))
err(lambda: (-1).to_bytes(1, 'big'))
err(lambda: (128).to_bytes(1, 'big', signed=True))
err(lambda: (1).to_bytes(-1, 'big'))
err(lambda: (1).to_bytes(1, 'middle'))
err(lambda: int.from_bytes(b'a', 'middle'))
err(lambda: int.from_bytes([256], 'big'))
print((7).numerator, (7).denominator, (7).real, (7).imag, (7).conjugate(), (10).as_integer_ratio())
print((37).bit_length(), (-37).bit_length(), (37).bit_count(), (-37).bit_count())
print((5).__add__(3), (5).__add__('a'), (5).__radd__(3), (5).__rsub__(3), (5).__divmod__(3), (5).__rpow__(2), (5).__index__(), (5).__bool__())
print((2).__pow__(3, 5), (7).__floor__(), (7).__ceil__(), (7).__trunc__(), (7).__round__(), (1234).__round__(-2))
print(int.__add__(1, 2), int.__lt__(1, 2), int.__eq__(1, '1'), int.__repr__(5), (5).__format__('>4'), int.__neg__(3), int.__invert__(3))
