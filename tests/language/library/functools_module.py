# functools: reduce, partial, cmp_to_key, lru_cache, wraps, total_ordering.
import functools
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(max, [], 7), functools.reduce(str.__add__, 'abc', '>'))
p = functools.partial(int, base=2)
print(p('101'), p.args, p.keywords, functools.partial(print, 'a', sep='-')('b'))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.lru_cache(maxsize=None)
def fib(n):
    "doc"
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info().misses, fib.__name__, fib.__doc__)
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(1))
for f in (lambda: functools.reduce(max, []), lambda: functools.reduce(max, 5)):
    try:
        f()
    except TypeError as e:
        print(e)
