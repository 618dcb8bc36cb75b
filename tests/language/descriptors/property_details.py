class T:
    def __init__(self, c): self._c = c
    @property
    def c(self):
        "the doc"
        return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError('too cold')
        self._c = v
    @c.deleter
    def c(self): print('deleted'); del self._c
    @property
    def f(self): return self.c * 9 / 5 + 32
    @f.setter
    def f(self, v): self.c = (v - 32) * 5 / 9
t = T(100); print(t.c, t.f, T.c.__doc__, T.c.fget(t), type(T.c).__name__)
t.f = 32; print(t.c); t.c += 5; print(t.c)
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: setattr(t, 'c', -300))
del t.c
err(lambda: t.c)
class R:
    @property
    def ro(self): return 1
    wo = property(None, lambda s, v: print('wrote', v))
    nothing = property()
    @staticmethod
    def sm(): return 'sm'
    @classmethod
    @property
    def cp(cls): return cls.__name__
r = R(); r.wo = 5
err(lambda: setattr(r, 'ro', 1))
err(lambda: delattr(r, 'ro'))
err(lambda: r.wo)
err(lambda: r.nothing)
err(lambda: setattr(r, 'nothing', 1))
err(lambda: R.cp)
err(lambda: property(1, 2, 3, 4, 5))
class Sub(R):
    @R.ro.getter
    def ro(self): return 'sub ' + str(super().ro)
print(Sub().ro, Sub.ro is not R.ro)
class P(property): pass
class U:
    x = P(lambda self: 'subclassed', doc='given')
print(U().x, U.x.__doc__, isinstance(U.x, property))
p = property(lambda s: 1); print(p.fget(None), p.fset, p.fdel, p.setter(len).fset is len, p.__get__(None, int) is p, p.__get__(5), p.__isabstractmethod__)
