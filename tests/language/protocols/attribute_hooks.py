class A:
    here = 'class'
    def __init__(self): self.__dict__['inst'] = 1
    def __getattr__(self, n):
        print('getattr', n)
        if n.startswith('no'): raise AttributeError('custom: ' + n)
        return n * 2
    def __setattr__(self, n, v): print('setattr', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('delattr', n); object.__delattr__(self, n)
a = A()
print(a.here, a.inst, a.xy); a.new = 5; a.new += 1; del a.new
print(hasattr(a, 'nope'), getattr(a, 'no1', 'default'), hasattr(a, 'yes'))
try: a.none
except AttributeError as e: print(e)
try: del a.missing
except AttributeError as e: print(e)
class G:
    def __getattribute__(self, n):
        print('getattribute', n)
        if n == 'boom': raise AttributeError(n)
        return object.__getattribute__(self, n) if n != 'magic' else 'poof'
    def __getattr__(self, n): return 'fallback ' + n
    def m(self): return 'm'
    def __len__(self): return 3
g = G(); print(g.magic, g.boom, g.m(), g.unknown, len(g))
class Slots:
    __slots__ = ('a', 'b')
    def __getattr__(self, n): return f'auto {n}'
s = Slots(); s.a = 1; print(s.a, s.b, s.c)
try: s.z = 1
except AttributeError as e: print(e)
class Chain:
    def __init__(self, p=()): self.p = p
    def __getattr__(self, n): return Chain(self.p + (n,))
    def __call__(self, *a): return '.'.join(self.p) + str(a)
    def __getitem__(self, k): return Chain(self.p + (f'[{k}]',))
print(Chain().foo.bar[3].baz(1, 2))
class Meta(type):
    def __getattr__(cls, n): return f'{cls.__name__} has no {n}'
    def __setattr__(cls, n, v): print('meta set', n); super().__setattr__(n, v)
class M(metaclass=Meta): x = 1
M.y = 2; print(M.x, M.y, M.zz)
try: M().zz
except AttributeError as e: print(e)
