# abs, divmod, pow, round, chr, ord, bin, oct, hex.
class I:
    def __index__(self): return 65
print(abs(-5), abs(-2.5), abs(True), abs(-2 ** 70), abs(3 + 4j), divmod(7, -2), divmod(7.5, 2), divmod(2 ** 70, 3), pow(2, 10), pow(2, 10, 1000), pow(2.0, 3), pow(2, -1), pow(base=2, exp=3), pow(2, 3, mod=5), chr(97), chr(0x1F600), ord('é'), ord(b'a'), bin(5), oct(8), hex(255), bin(-5), hex(True), chr(I()), hex(I()))
for f in (lambda: abs('a'), lambda: divmod(1, 'a'), lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: pow(2, 'a', 3), lambda: pow('a', 2, 3), lambda: pow(2.0, 2, 3), lambda: pow(2, 3, 0), lambda: round('a'), lambda: round(1, 'a'), lambda: chr(-1), lambda: chr(0x110000), lambda: chr(2 ** 100), lambda: chr('a'), lambda: ord('ab'), lambda: ord(1), lambda: bin(1.0), lambda: hex('a'), lambda: pow(1), lambda: abs()):
    try:
        f()
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
