class S:
    __slots__ = ('x', 'y')
    def __init__(self): self.x = 1
s = S(); print(s.x, type(S.x).__name__, S.x.__name__, S.__slots__, hasattr(s, '__dict__'), hasattr(s, 'y'))
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: s.y)
err(lambda: setattr(s, 'z', 1))
err(lambda: s.__dict__)
s.y = 2; del s.x
err(lambda: s.x)
err(lambda: delattr(s, 'x'))
print(S.y.__get__(s), S.y.__set__(s, 9), s.y)
err(lambda: S.y.__get__(5))
class Sub(S): __slots__ = 'z'
u = Sub(); u.z = 3; u.y = 4; print(u.x, u.z)
err(lambda: setattr(u, 'q', 1))
class Open(S): pass
o = Open(); o.q = 5; o.x = 6; print(o.__dict__, o.x)
class WithDict:
    __slots__ = ('a', '__dict__')
w = WithDict(); w.a = 1; w.b = 2; print(w.__dict__)
class Priv:
    __slots__ = ('__p',)
    def __init__(self): self.__p = 'private'
    def get(self): return self.__p
print(Priv().get(), [n for n in dir(Priv) if n.endswith('__p')])
for body in ({'__slots__': ('a',), 'a': 1}, {'__slots__': 5}, {'__slots__': ('1a',)}, {'__slots__': (5,)}, {'__slots__': ('__dict__', '__dict__')}):
    err(lambda: type('Bad', (), body))
class A: __slots__ = 'a'
class B: __slots__ = 'b'
err(lambda: type('AB', (A, B), {}))
class Empty: __slots__ = ()
print(type('ok', (A, Empty), {}).__name__)
err(lambda: setattr(Empty(), 'x', 1))
err(lambda: type('T', (tuple,), {'__slots__': ('x',)}))
err(lambda: type('I', (int,), {'__slots__': ('x',)}))
class L(list): __slots__ = ('n',)
l = L([1]); l.n = 'n'; print(l, l.n)
class Dict: __slots__ = {'k': 'documented'}
d = Dict(); d.k = 1; print(d.k, Dict.__slots__)
