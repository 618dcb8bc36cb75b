# Several * and ** in one call.
def f(*args, **kw):
    return args, kw

print(f(*[1, 2], 3, *'ab', **{'x': 1}, y=2, **{'z': 3}))
print(f(*(), **{}))
print(f(*{'k': 1}))
try:
    f(**{'a': 1}, **{'a': 2})
except TypeError as e:
    print(e)
try:
    f(*1)
except TypeError as e:
    print(e)
try:
    f(**1)
except TypeError as e:
    print(e)
