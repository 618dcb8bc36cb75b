import functools, keyword
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(max, [3, 9, 2]), functools.reduce(lambda a, b: a * b, [], 7), functools.reduce(lambda a, b: a + b, 'abc', ''))
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: functools.reduce(max, []))
err(lambda: functools.reduce(max, 5))
err(lambda: functools.reduce())
p = functools.partial(int, base=2)
print(p('101'), p.func is int, p.args, p.keywords, functools.partial(print, 1, sep='-')(2, 3), functools.partial(p, base=8)('17'))
calls = []
@functools.lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x
print(sq(2), sq(2), sq(3), sq(4), sq(2), calls, sq.cache_info(), sq.cache_clear(), sq.cache_info())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80))
err(lambda: sq([]))
@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
print(sorted(['b', 'A', 'c'], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
class Lazy:
    @functools.cached_property
    def v(self): print('computed'); return 42
l = Lazy(); print(l.v, l.v, l.__dict__)
print(keyword.iskeyword('for'), keyword.iskeyword('match'), keyword.issoftkeyword('match'), len(keyword.kwlist), keyword.kwlist[:4])
