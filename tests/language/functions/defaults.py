# Defaults are evaluated once, at definition.
log = []
def note(x):
    log.append(x)
    return x
def f(a=note(1), b=note(2), *, c=note(3)):
    return a, b, c
print(log)
print(f(), f(9), f(c=8))
print(log)
def collect(x, acc=[]):
    acc.append(x)
    return acc
print(collect(1), collect(2), collect(3, []), collect(4))
i = 5
def g(x=i): return x
i = 6
print(g())
g.__defaults__ = (77,)
print(g())
g.__defaults__ = None
try:
    g()
except TypeError as e:
    print(e)
f.__kwdefaults__ = {'c': 'new'}
print(f())
fs = [lambda x=k: x for k in range(3)]
print([h() for h in fs])
