# The code of a function can be replaced.
def f(x): return x + 1
def g(x): return x * 100
print(f(2))
f.__code__ = g.__code__
print(f(2), f.__name__, f.__code__.co_name)
def outer():
    v = 1
    def h(): return v
    return h
try:
    f.__code__ = outer().__code__
except ValueError as e:
    print(e)
print(outer.__code__.co_cellvars, outer().__code__.co_freevars)
print(f.__code__.co_flags & 0x20, (lambda: (yield)).__code__.co_flags & 0x20)
