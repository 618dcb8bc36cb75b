# The shortest text that reads back.
for x in (0.1, 1.0, 1e16, 1e15, 123456789.125, 1e-5, 0.0001, 1e22, 1e100, 5e-324, 1.7976931348623157e308, float('inf'), -float('inf'), float('nan'), 2 / 3, 100.0, 1e23):
    print(x, repr(-x), float(repr(x)) == x)
print(float('1e5'), float(' 2.5 '), float('-inf'), float('1_0.5'), float('nan') != float('nan'), float('.5'), float('5.'), float('1E-3'), float(b'2'))
for t in ('', 'x', '1e', '1__0', '0x1', '1.2.3'):
    try:
        float(t)
    except ValueError as e:
        print(e)
