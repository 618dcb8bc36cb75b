# functools in C: partial, cmp_to_key, and the caches.
import functools, copy
@functools.lru_cache(maxsize=3)
def f(x): 
    """doc"""
    print('call', x); return x*2
print([f(i) for i in (1,2,3,1,4,2,1,5)], f.cache_info(), f.__name__, f.__doc__)
f.cache_clear(); print(f.cache_info(), f.cache_parameters())
@functools.cache
def g(*a, **k): return (a, sorted(k.items()))
g(1,2); g(1,2); g(1,b=2); g(1.0, 2); print(g.cache_info())
@functools.lru_cache(typed=True)
def h(x): return type(x)
print(h(1), h(1.0), h(True), h.cache_info())
class C:
    @functools.lru_cache
    def m(self, x): return x+1
c=C(); print(c.m(1), c.m(1), C.m.cache_info())
p=functools.partial(int, base=2); print(p('101'), p, p.func, p.args, p.keywords)
q=functools.partial(p, '11'); print(q(), q)
p.x=5; print(p.__dict__, copy.copy(p).keywords)
print(functools.partial(print, 1, sep='-')(2, 3, end='!\n'))
k=functools.cmp_to_key(lambda a,b: b-a)
print(sorted([3,1,2], key=k), k(1) < k(2), k(1)==k(1), k(3).obj)
try: hash(k)
except TypeError as e: print(e)
try: k(1) < 3
except TypeError as e: print(e)
try: f([])
except TypeError as e: print(e)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
fib = functools.cache(fib)
print(fib(100))
class P(functools.partial): pass
print(P(int)('3'), type(f), type(p))
@functools.lru_cache(0)
def z(x): return x
z(1); print(z.cache_info())
