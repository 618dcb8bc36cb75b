# round of ints and floats.
print(round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(5), round(5, 2), round(2 ** 70, -5))
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1e16), round(1234.5678, -2), round(1.005, 2), round(5e-324, 10))
for f in (lambda: round(float('nan')), lambda: round(float('inf')), lambda: round('a')):
    try:
        f()
    except (ValueError, OverflowError, TypeError) as e:
        print(e)
