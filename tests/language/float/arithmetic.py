# Floats, their signs, and division towards minus infinity.
for a, b in ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (1e300, 1e10), (0.1, 0.2), (5.0, 3)):
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(2.0 ** 0.5, 2 ** 0.5, (-8) ** (1 / 3), 1e308 * 10, -1e308 * 10, 0.1 + 0.2, 1 / 3, -0.0, 0.0 == -0.0, 5 // 2.0)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 10.0 ** 400, lambda: 0.0 ** -1):
    try:
        f()
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__, e)
