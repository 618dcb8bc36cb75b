# *args takes what is left over, **kw the keywords that have no parameter.
def f(a, *args, b=1, **kw):
    return a, args, b, kw

print(f(1))
print(f(1, 2, 3))
print(f(1, 2, b=3, c=4, d=5))
print(f(*range(4), **{'x': 1, 'b': 2}))
