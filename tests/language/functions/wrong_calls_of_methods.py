# The qualified name stands in the message.
class C:
    def m(self): return 'm'
    def n(self, a, b=1): return 'n'
    @classmethod
    def c(cls, x): return 'c'
    @staticmethod
    def s(x): return 's'
    def __init__(self, q=0): pass
def err(f, *a, **k):
    try:
        print('ok', f(*a, **k))
    except TypeError as e:
        print(e)
c = C()
err(c.m)
err(c.m, 1)
err(c.m, self=1)
err(C.m)
err(c.n)
err(c.n, 1, 2, 3)
err(c.n, 1, z=2)
err(C.c)
err(c.c, 1, 2)
err(c.s)
err(C.s, 1, 2)
err(C, 1, 2)
err(C, z=1)
def outer():
    def inner(x): pass
    return inner
err(outer())
err(lambda x: x)
err((lambda: 0), 1)
