# Generator functions of every shape.
def empty():
    return
    yield
def only_return(): yield from (); return 'r'
def conditional(n):
    if n: yield n
def nested_loops(n):
    for i in range(n):
        for j in range(i):
            if (i + j) % 2: yield i, j
def yields_in_expressions():
    x = [(yield 1), (yield 2)]
    y = {'k': (yield 3)}
    z = (yield 4) + (yield 5)
    print(x, y, z, (yield), f'{(yield 6)}')
    return (yield)
def params(a, *args, k=1, **kw): yield a; yield args; yield k; yield kw
class C:
    def __iter__(self): yield self.__class__.__name__
    def method(self): yield from self
    @staticmethod
    def st(): yield 's'
    @classmethod
    def cm(cls): yield cls.__name__
    @property
    def prop(self): return (c for c in 'pr')
print(list(empty()), list(only_return()), list(conditional(0)), list(conditional(1)), list(nested_loops(4)))
g = yields_in_expressions(); out = [next(g)]
for v in range(10, 60, 10): out.append(g.send(v))
print(out, g.send('a'), g.send('b'))
try: g.send('ret')
except StopIteration as e: print(e.value)
print(list(params(1, 2, k=3, z=4)), [*C(), *C().method(), *C.st(), *C.cm(), *C().prop])
lam = lambda n: (yield from range(n)); print(list(lam(3)))
try: next(params())
except TypeError as e: print(e)
a, b, *c = nested_loops(5); print(a, b, c)
print(sum(conditional(5)), dict(zip('ab', nested_loops(3))), max(nested_loops(4)), (2, 1) in nested_loops(3), sorted(nested_loops(4), reverse=True)[0])
it = nested_loops(6); print([x for x, _ in zip(it, range(2))], next(it), len(list(it)))
def infinite():
    n = 0
    while True: yield n; n += 1
for x in infinite():
    if x > 3: break
print(x, next(x for x in infinite() if x * x > 50))
def two():
    try: yield 1; yield 2
    except ValueError: yield 'caught'
t = two(); next(t); print([*two()], t.throw(ValueError), type(two()).__name__, iter(g) is g, g.gi_code.co_name)
