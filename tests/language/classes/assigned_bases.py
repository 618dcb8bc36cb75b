class A:
    x = 1
    def f(self): return 'A'
class B:
    x = 2
    def f(self): return 'B'
class C(A): pass
class D(C): pass
class E(D, C): pass
c, e = C(), E()
def many():
    for i in range(50): r = (c.x, e.x, c.f(), e.f())
    return r
print(many())
C.__bases__ = (B,)
print(many(), C.__mro__, E.__mro__, A.__subclasses__(), B.__subclasses__())
C.__bases__ = (B, A); print(many(), E.__mro__, A.__subclasses__(), B.__subclasses__())
C.__bases__ = (A, B); print(many())
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: setattr(C, '__bases__', ()))
err(lambda: setattr(C, '__bases__', 5))
err(lambda: setattr(C, '__bases__', (5,)))
err(lambda: setattr(C, '__bases__', (E,)))
err(lambda: setattr(C, '__bases__', (A, A)))
err(lambda: setattr(int, '__bases__', (A,)))
err(lambda: delattr(C, '__bases__'))
err(lambda: setattr(C, '__bases__', (object,)))
err(lambda: setattr(A, '__bases__', (B,)))
class F(A): pass
class G(F, C): pass
err(lambda: setattr(F, '__bases__', (B, A)))
err(lambda: setattr(F, '__bases__', (C,)))
print(many(), G.__mro__, C.__bases__, F.__bases__)
class S1: __slots__ = 'a'
class S2(A): pass
err(lambda: setattr(S2, '__bases__', (S1,)))
class M(type):
    def mro(cls):
        r = super().mro(); r.reverse(); r = [cls] + [k for k in r if k is not cls]; return r
class H(A, B, metaclass=M): pass
print(H.__mro__)
class M2(type):
    def mro(cls): return [cls, 5]
err(lambda: M2('x', (), {}))
for body in ({'__slots__': ('__x', '__y__', '_z')}, {'__slots__': ['a', 'a']}, {'__slots__': 'abc'}, {'__slots__': (c for c in 'pq')}, {'__slots__': ('__weakref__', '__dict__')}, {'__slots__': ('__weakref__', '__weakref__')}):
    err(lambda: [k for k in sorted(type('_Bad', (), body).__dict__) if not k in ('__dict__', '__weakref__')])
