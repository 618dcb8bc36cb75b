class C:
    @classmethod
    def c(cls, *a): return cls.__name__, a
    @staticmethod
    def s(*a): return a
    @classmethod
    def make(cls, v): o = cls(); o.v = v; return o
    def m(self): return self
class D(C): pass
print(C.c(1), D.c(), C().c(2), D().c(), C.s(1), D().s(2), type(D.make(5)).__name__, D.make(5).v)
print(C.c.__self__ is C, D.c.__self__ is D, C.c.__func__ is D.c.__func__, C.s is C.__dict__['s'].__func__, type(C.__dict__['c']).__name__, type(C.__dict__['s']).__name__, type(C.s).__name__, type(C.c).__name__)
o = D(); f = o.m; print(f() is o, f.__self__ is o, f.__func__ is C.m, o.m == o.m, o.m is o.m, hash(o.m) == hash(o.m), C.m(5), D().m == o.m)
raw = staticmethod(lambda: 'callable'); print(raw(), raw.__wrapped__())
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: classmethod(lambda: 1)())
err(lambda: classmethod())
err(lambda: staticmethod(1, 2))
err(lambda: classmethod(5).__get__(1, int)())
err(lambda: C.m())
err(lambda: C.c.x)
print(classmethod(lambda cls: cls).__get__(5)(), classmethod(lambda cls: cls).__get__(None, str)(), staticmethod(len).__get__(None, 5)('abc'))
class E:
    f = len
    g = lambda self: 'lambda'
    h = print
    k = C
    t = (lambda s: 1,)
print(E().f([1, 2]), E().g(), type(E().k()).__name__, E().t[0](0)); E().h('builtin is not bound')
def free(self, x): return self, x
E.added = free; print(E().added(3)[1]); e = E(); e.inst = free; print(e.inst(1, 2))
m = free.__get__(7); print(m(8), m.__self__, type(m).__name__, m.__name__)
try: m.__self__ = 1
except AttributeError as x: print(x)
