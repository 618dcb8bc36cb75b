# Complex numbers.
a, b = 1 + 2j, 3 - 1j
print(a + b, a - b, a * b, a / b, a ** 2, -a, abs(3 + 4j), a.real, a.imag, a.conjugate(), a == 1 + 2j, complex('1+2j'), complex(1, 2), complex(2.5), 1j * 1j)
print(repr(complex(0, -0.0)), complex(1e100, 1), hash(1 + 0j) == hash(1), {1: 'a'}[1 + 0j], bool(0j))
for f in (lambda: a < b, lambda: int(a), lambda: a // b, lambda: a / 0, lambda: complex('x')):
    try:
        f()
    except (TypeError, ZeroDivisionError, ValueError) as e:
        print(e)
