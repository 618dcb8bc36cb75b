# int() of text and numbers, in all bases.
print(int('12'), int('-0x1f', 16), int('0b101', 0), int('0o17', 0), int('z', 36), int(' 42\n'), int('1_000'), int(3.9), int(-3.9), int(True))
print(int('9' * 40), int('f' * 30, 16), int(b'12'), int(), int(1e20), int('٣'))
print(hex(255), oct(-8), bin(10), hex(-2 ** 70), str(2 ** 200), repr(-5), f'{255:x} {255:#X} {5:08b}')
for a in (lambda: int('x'), lambda: int('1__0'), lambda: int(''), lambda: int('12', 1), lambda: int(1.5, 10), lambda: int(None),
          lambda: int(float('nan')), lambda: int(float('inf')), lambda: int('1.5'), lambda: int('9', 8)):
    try:
        a()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
