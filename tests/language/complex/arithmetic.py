a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, -a, +a, abs(a), a ** 2, a ** b, a == b, a != b, a.real, a.imag, a.conjugate())
print(a + 1, 1 - a, 2 * a, a / 2, 1.5 + a, a ** 0, a ** -1, a ** 0.5, 0j ** 0, 2 ** a, bool(0j), bool(1j), hash(3 + 0j) == hash(3))
print(1j * 1j, 1j ** 2, (1 + 2j) * (3 - 1j), 1j / 1j, complex(1, 2) == 1 + 2j, 1 == 1 + 0j)
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: a < b)
err(lambda: a // b)
err(lambda: a % b)
err(lambda: divmod(a, b))
err(lambda: a / 0)
err(lambda: 0j ** -1)
err(lambda: int(a))
err(lambda: float(a))
err(lambda: a + 'x')
err(lambda: pow(a, 2, 3))
err(lambda: round(a))
err(lambda: a & 1)
err(lambda: 0j ** 1j)
