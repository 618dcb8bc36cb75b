# Lambdas take all kinds of parameters.
print((lambda: 1)())
print((lambda x, y=2: (x, y))(1))
print((lambda *a, **k: (a, k))(1, 2, z=3))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
print((lambda x: lambda y: x + y)(1)(2))
print((lambda: (yield))().__class__.__name__)
print((lambda x: x).__name__, (lambda x: x).__qualname__)
late = [lambda: i for i in range(3)]
print([f() for f in late])
print((lambda x, f=lambda y: y * 2: f(x))(21))
print(sorted([3, -1, 2], key=lambda x: -x))
print((lambda: 1 if True else 2)(), (lambda x: x if x else 'no')(0))
