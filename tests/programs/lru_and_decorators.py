"""LRU cache by hand, functools.lru_cache, and assorted decorators."""
import functools
from collections import OrderedDict, Counter


def lru(maxsize):
    """Decorator factory: bounded memo table."""
    def wrap(fn):
        table = OrderedDict()
        stats = Counter()

        @functools.wraps(fn)
        def inner(*args):
            if args in table:
                stats["hit"] += 1
                table.move_to_end(args)
                return table[args]
            stats["miss"] += 1
            table[args] = value = fn(*args)
            if len(table) > maxsize:
                old, _ = table.popitem(last=False)
                stats["evict"] += 1
            return value
        inner.table, inner.stats = table, stats
        return inner
    return wrap


@lru(5)
def square(n):
    "Return n squared."
    return n * n


for n in [1, 2, 3, 1, 4, 5, 6, 1, 2, 7, 7]:
    square(n)
print(square.__name__, square.__doc__, square.__wrapped__ is not square)
print(list(square.table), dict(square.stats), square.stats.most_common(1))


@functools.lru_cache(maxsize=None)
def ways(amount, coins=(50, 20, 10, 5, 2, 1)):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


print(ways(100), ways.cache_info())
ways.cache_clear()
print(ways.cache_info(), ways.cache_info().hits)

depth = 0


def traced(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        global depth
        shown = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print("| " * depth + f"{fn.__qualname__}({', '.join(shown)})")
        depth += 1
        try:
            result = fn(*args, **kwargs)
        finally:
            depth -= 1
        print("| " * depth + f"-> {result!r}")
        return result
    return inner


@traced
def gcd(a, b):
    return a if not b else gcd(b, a % b)


@traced
def greet(name, /, greeting="hello", *, punct="!"):
    return f"{greeting}, {name}{punct}"


gcd(48, 18)
greet("ann", punct="?")
for call in (lambda: greet(), lambda: greet(name="x"), lambda: greet("x", "y", "z"), lambda: greet("x", bad=1),
             lambda: square([1])):
    try:
        call()
    except TypeError as e:
        print("TypeError:", e)


class CountCalls:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.calls = fn, 0

    def __call__(self, *a, **k):
        self.calls += 1
        return self.fn(*a, **k)

    def __get__(self, obj, owner=None):
        return self if obj is None else functools.partial(self, obj)


class Circle:
    def __init__(self, r):
        self.r = r

    @CountCalls
    def scale(self, k=2):
        self.r *= k
        return self

    @functools.cached_property
    def area(self):
        print("computing area")
        return round(3.14159 * self.r ** 2, 3)


c = Circle(2).scale().scale(k=3)
print(c.area, c.area, vars(c), Circle.scale.calls, Circle.scale.__name__)


def dispatch(default):
    """The function for the class of its argument, or of the nearest base that has one."""
    registry = {object: default}

    @functools.wraps(default)
    def choose(x):
        return next(registry[c] for c in type(x).__mro__ if c in registry)(x)

    def register(cls):
        return lambda function: registry.setdefault(cls, function)

    choose.register = register
    return choose


@dispatch
def describe(x):
    return f"object {x!r}"


@describe.register(int)
def _(x):
    return f"int {x:+d}"


@describe.register(list)
def _(x):
    return "list of " + ", ".join(map(describe, x))


print(describe([1, True, "a", [2.5]]), describe(None))
add3 = functools.partial(lambda a, b, c: a * 100 + b * 10 + c, 1, c=3)
print(add3(2), add3.args, add3.keywords, functools.reduce(lambda a, b: b + a, "hello", ""))


@functools.total_ordering
class V:
    def __init__(self, s): self.t = tuple(map(int, s.split(".")))
    def __eq__(self, o): return self.t == o.t
    def __lt__(self, o): return self.t < o.t


print(V("1.10") >= V("1.9"), V("1.0") <= V("1.0"), max(map(V, "1.2 3.4 3.10".split())).t)
print(sorted("banana Apple cherry".split(), key=functools.cmp_to_key(lambda a, b: len(a) - len(b) or (a > b) - (a < b))))
