pairs = [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (0.0, 5.0), (-0.0, 5.0), (1e308, 10.0), (5, 2.5), (5.0, 2)]
for a, b in pairs:
    print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a < b, a == b)
inf, nan = float('inf'), float('nan')
print(inf - inf, inf * 0, inf + 1, inf / inf, 1 / inf, -1 / inf, 5 % inf, -5 % inf, 5 // inf, -5 // inf, inf > 10**400, -inf < -10**400)
print(nan < 1, nan > 1, nan == nan, max(nan, 1), max(1, nan), min([nan, 1]), sorted([2.0, -0.0, 0.0, 1.5]))
print(2.0 ** 0.5, 2 ** -1.0, (-8) ** 2.0, 0.0 ** 0, inf ** 0, nan ** 0, 1.0 ** nan, (-2.0) ** 3, 10.0 ** -3, (-1.0) ** 0.5)
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: 1.0 / 0)
err(lambda: 1.0 // 0)
err(lambda: 1.0 % 0)
err(lambda: divmod(1.0, 0.0))
err(lambda: 0.0 ** -1)
err(lambda: 10.0 ** 400)
err(lambda: 1.0 & 1)
err(lambda: 1.0 << 1)
err(lambda: 1.5 + 'a')
err(lambda: 1.5 < 'a')
err(lambda: pow(1.0, 2, 3))
print(-0.0 == 0.0, str(-0.0), 0.0 * -1, -(0.0), abs(-0.0), 0.1 + 0.2 == 0.3, 1e16 + 1 == 1e16, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53)
