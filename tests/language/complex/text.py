inf, nan = float('inf'), float('nan')
for z in (0j, 1j, -1j, 1 + 0j, -0.0 + 1j, complex(0, -0.0), complex(-0.0, -0.0), 1.5 - 2.5j, 1e20 + 1e-7j, complex(inf, nan), complex(nan, -inf), complex(0, inf), 1e16j, 100000 + 0.1j):
    print(z, repr(z))
for s in ('1', '1j', '1+2j', '-1-2j', '(1+2j)', ' 1e3+1e-3j ', 'j', '-j', '+j', 'inf+nanj', '1_0+2j', '(3)', '.5j', 'infj'):
    print(s, complex(s))
for s in ('', '1+', '1 + 2j', 'abc', '1j+2', '((1))', '1+2', 'jj', '1+2jj', '(1'):
    try:
        print(complex(s))
    except ValueError as e:
        print(repr(s), e)
def err(*a, **k):
    try:
        print(complex(*a, **k))
    except TypeError as e:
        print(e)
err('1', 2)
err(1, '2')
err([])
err(1, [])
err(1j, 1j)
err(real=1, imag=2)
err(imag=1)
err(1, 2, 3)
class C:
    def __complex__(self): return 2 + 3j
class D:
    def __complex__(self): return 'x'
err(C())
err(D())
print(f'{1 + 2j:.2f} {1.5j:e} {3 + 4j:>12} {3 + 4j:+.1g} {1j}')
for spec in ('010', '=10', '%', 'd'):
    try:
        print(format(1j, spec))
    except ValueError as e:
        print(e)
