x = 'global'
class A:
    before = x
    x = 'class'
    after = x
    def m(self): return x
    l = [x for _ in range(1)]
    first = [i for i in x]
    if True: cond = 1
    for i in range(3): pass
    try: 1 / 0
    except ZeroDivisionError as e: caught = str(e)
    with_lambda = lambda self: self.x
    y = z = [1]
    del cond
    def helper(v): return v * 2
    used = helper(21)
    class Inner:
        try: q = before
        except NameError as e: q = str(e)
        g = x
    __secret = 's'
    def get(self): return self.__secret, A._A__secret
    """not a docstring"""
print(A.before, A.after, A().m(), A.l, ''.join(A.first), hasattr(A, 'cond'), A.i, A.caught, hasattr(A, 'e'), A().with_lambda(), A.used, A.Inner.q, A.Inner.g, A().get(), A.__doc__, A.Inner.__qualname__, A.m.__qualname__)
def f():
    v = 'local'
    class B:
        w = v
        v = 'body' if False else w
        def r(self): return __class__.__name__
    return B
try: print(f().w)
except NameError as e: print(type(e).__name__, e)
class C: global made; made = 'by the body'; print(__qualname__, __module__)
print(made)
class D:
    "doc"
    print('body runs', sorted(k for k in locals()))
print(D.__doc__, D.__name__, D.__bases__, D.__mro__, sorted(k for k in D.__dict__ if k not in ('__dict__', '__weakref__')))
n = [type('T%d' % i, (), {'v': i}) for i in range(3)]; print([c().v for c in n], n[2].__name__)
def g(p):
    class E: q = p; p = p + 1
    return E.p, E.q, p
try: print(g(1))
except UnboundLocalError as e: print(e)
except NameError as e: print('N', e)
