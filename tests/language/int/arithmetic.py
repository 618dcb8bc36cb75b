# Integers of any size.
for a, b in ((7, 3), (-7, 3), (7, -3), (-7, -3), (2 ** 70, 3), (-2 ** 70, 12345), (10 ** 30, 10 ** 10), (0, 5)):
    print(a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2 ** 100, (-3) ** 3, 2 ** -1, 0 ** 0, pow(3, 100, 7), pow(-3, 5, 7), pow(3, -1, 7), 5 ** 2 ** 2)
print(2 ** 47 - 1 + 1, -(2 ** 47) - 1, 2 ** 63, 2 ** 64 - 1, (2 ** 47) * (2 ** 47), -(-(2 ** 47)))
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4)):
    try:
        f()
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)
