from itertools import *
log = []
def src(n):
    for i in range(n):
        log.append(i)
        yield i
t = takewhile(lambda x: x < 2, src(5)); print(list(t), log, list(t)); log.clear()
a, b = tee(src(3)); print(next(a), next(a), next(b), log, list(a), list(b)); log.clear()
g = groupby(src(6), lambda x: x // 2)
k1, g1 = next(g); k2, g2 = next(g)
print(k1, list(g1), k2, list(g2), log); log.clear()
c = chain(src(2), src(1)); print(next(c), log, list(c)); log.clear()
i = islice(src(10), 2, 8, 3); print(next(i), log, list(i), log); log.clear()
def boom():
    yield 1
    raise ValueError('boom')
for make in (lambda: chain(boom()), lambda: islice(boom(), 5), lambda: zip_longest(boom(), 'abc'), lambda: accumulate(boom()), lambda: cycle(boom()), lambda: pairwise(boom()), lambda: starmap(print, zip(boom())), lambda: filterfalse(None, boom())):
    out = []
    try:
        for x in make(): out.append(x)
    except ValueError as e:
        print(out, e)
try: product(boom())
except ValueError as e: print(e)
def fail(*x): raise KeyError(x)
for make in (lambda: takewhile(fail, [1]), lambda: dropwhile(fail, [1]), lambda: filterfalse(fail, [1]), lambda: starmap(fail, [(1, 2)]), lambda: accumulate([1, 2], fail), lambda: groupby([1], fail)):
    try: list(make())
    except KeyError as e: print(e)
class Stop(Exception): pass
it = chain.from_iterable(x for x in [[1], [2], 3])
print(next(it), next(it))
try: next(it)
except TypeError as e: print(e)
print(sum(1 for _ in product(range(10), repeat=3)), sum(1 for _ in permutations(range(6))), list(combinations(range(6), 4))[-1])
