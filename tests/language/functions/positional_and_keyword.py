# Every kind of parameter together.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw
print(f(1, d=4))
print(f(1, 22, d=4))
print(f(1, 22, 33, 44, 55, d=4))
print(f(1, 2, c=9, d=4, e=6, x=7, y=8))
print(f(*[1, 2], *(3, 4), d=0, **{'z': 1}, **{'w': 2}))
print(f(1, d=4, a='kw a', b='kw b'))
print(f.__defaults__, f.__kwdefaults__)
print(f.__name__, f.__qualname__, f.__module__, f.__doc__)
print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount)
print(f.__code__.co_varnames)
