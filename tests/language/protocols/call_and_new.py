class C:
    def __call__(self, *a, **k): return a, k
c = C(); print(c(1, x=2), c(*[1], **{'y': 3}), callable(c), list(map(c, [1])), sorted([2, 1], key=type('K', (), {'__call__': lambda s, x: -x})()))
class Singleton:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, *a): print('init', a)
print(Singleton(1) is Singleton(2))
class Other:
    def __new__(cls): return 'a string'
    def __init__(self): print('never')
print(Other())
class Sub(int):
    def __new__(cls, v, unit): self = super().__new__(cls, v); self.unit = unit; return self
    def __init__(self, v, unit): print('init', v, unit)
s = Sub(5, 'm'); print(s + 1, s.unit)
class BadInit:
    def __init__(self): return 5
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(BadInit)
class NoArgs: pass
err(lambda: NoArgs(1))
err(lambda: NoArgs(x=1))
class OnlyNew:
    def __new__(cls, a): return super().__new__(cls)
err(lambda: OnlyNew())
err(lambda: type(OnlyNew(1)).__name__)
class OnlyInit:
    def __init__(self, a): self.a = a
err(lambda: OnlyInit())
err(lambda: OnlyInit(1, 2))
err(lambda: OnlyInit(3).a)
class BadNew:
    def __new__(cls, *a): return super().__new__(cls, *a)
err(lambda: BadNew(1))
err(lambda: object.__new__())
err(lambda: object.__new__(5))
err(lambda: c.__call__.__call__(7))
class Inst: pass
i = Inst(); i.__call__ = lambda: 'no'
err(lambda: i())
class Prop:
    @property
    def __call__(self): return lambda *a: ('via property', a)
err(lambda: Prop()(1))
class Stat:
    @staticmethod
    def __call__(x): return 'static', x
err(lambda: Stat()(2))
class M(type):
    def __call__(cls, *a):
        print('creating', cls.__name__)
        return super().__call__(*a)
class Made(metaclass=M):
    def __init__(self, x): self.x = x
print(Made(4).x)
