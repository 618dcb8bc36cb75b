# Lambdas with every kind of parameter.
f = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(f(1), f(1, 3, 5, d=6, z=7))
print((lambda: 5)(), (lambda *a: a)(1, 2))
print([g(3) for g in [lambda x, i=i: x * i for i in range(4)]])
print((lambda: 1).__name__)
