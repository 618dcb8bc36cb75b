for n in (None, 0, 1, 2, -1):
    print(n, [round(x, n) for x in (0.5, 1.5, 2.5, -0.5, 2.675, 1.005, 1234.5678, 15.0, 25.0, 1e20, 0.05, 0.25, 0.35)])
print(round(1e308, 2), round(1.5e300, -299), round(5e-324, 400), round(123.456, -5), round(-123.456, 1), round(2.5, None))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: round(float('nan')))
err(lambda: round(float('inf')))
err(lambda: round(float('nan'), 2))
err(lambda: round(float('inf'), -2))
err(lambda: round(1.7e308, -308))
err(lambda: round('a'))
err(lambda: round(1.5, 'a'))
err(lambda: round())
err(lambda: round(1j))
class R:
    def __round__(self, n=None): return ('rounded', n)
print(round(R()), round(R(), 3), round(R(), ndigits=4), round(number=2.567, ndigits=1))
print(int(2.9), int(-2.9), 2.9.__trunc__(), 2.1.__ceil__(), 2.9.__floor__(), (-2.5).__round__(), (2.567).__round__(1))
