class Data:
    def __init__(self, n): self.n = n
    def __get__(self, o, t): return f'{self.n} get {type(o).__name__} {t.__name__}'
    def __set__(self, o, v): print(self.n, 'set', v)
    def __delete__(self, o): print(self.n, 'delete')
class NonData:
    def __get__(self, o, t=None): return 'nondata', o is None
class SetOnly:
    def __set__(self, o, v): o.__dict__['so'] = v * 2
class DelOnly:
    def __delete__(self, o): print('delonly')
class C:
    d, n, so, do, plain = Data('d'), NonData(), SetOnly(), DelOnly(), 'class plain'
c = C()
c.__dict__.update(d='inst d', n='inst n', plain='inst plain')
print(c.d, c.n, c.plain, C.d, C.n, type(c.so).__name__)
c.d = 1; del c.d; c.n = 2; c.so = 5; print(c.n, c.so, c.__dict__)
def err(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def d1(): del c.so
def d2(): c.do = 5
err(d1); err(d2); del c.do
del c.n; print(c.n)
class Owner:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name)
class D:
    x = Owner(); y = z = Owner()
D.later = Owner()
class Raise:
    def __get__(self, o, t): raise AttributeError('from get')
class E:
    r = Raise()
    def __getattr__(self, n): return f'getattr {n}'
print(E().r, hasattr(E, 'r'))
class Sub(C): d = 'plain override'
print(Sub().d); s = Sub(); s.d = 'now instance'; print(s.d, C().d)
class Meta(type):
    m = Data('meta'); both = Data('metaboth')
class F(metaclass=Meta): both = 'in class'
print(F.m, F.both); F.m = 3
try: F().m
except AttributeError as e: print(e)
print(C.__dict__['d'].__get__(None, C), Data.__get__(C.__dict__['d'], c, C), C.__dict__['n'].__get__(c))
