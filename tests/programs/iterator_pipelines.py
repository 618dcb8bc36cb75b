"""Iterators, generators and itertools pipelines."""
import itertools as it
import operator
from collections import deque


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))

    def __length_hint__(self):
        return self.n


class Peekable:
    _END = object()

    def __init__(self, src):
        self.it = iter(src)
        self.buf = deque()

    def __iter__(self):
        return self

    def __next__(self):
        return self.buf.popleft() if self.buf else next(self.it)

    def peek(self, default=None):
        if not self.buf:
            item = next(self.it, self._END)
            if item is self._END:
                return default
            self.buf.append(item)
        return self.buf[0]


class OldStyle:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError
        return i * 11


def merge(a, b):
    a, b = Peekable(a), Peekable(b)
    while (x := a.peek()) is not None and (y := b.peek()) is not None:
        yield next(a) if x <= y else next(b)
    yield from a
    yield from b


def chunked(xs, n):
    src = iter(xs)
    while chunk := tuple(it.islice(src, n)):
        yield chunk


def windowed(xs, n):
    its = it.tee(xs, n)
    for skip, i in enumerate(its):
        next(it.islice(i, skip, skip), None)
    return zip(*its)


def averager():
    total = n = 0
    mean = None
    while True:
        got = yield mean
        if got is None:
            return f"{n} values"
        total, n = total + got, n + 1
        mean = total / n


def delegate(results):
    while True:
        results.append((yield from averager()))


print(list(Countdown(5)), list(reversed(Countdown(3))), operator.length_hint(Countdown(7)), list(OldStyle()), 22 in OldStyle())
print(list(merge([1, 4, 9], [2, 3, 10, 11])), list(chunked("abcdefg", 3)), list(windowed(range(6), 3)), sep="\n")
res = []
g = delegate(res)
next(g)
print([g.send(v) for v in (10, 20, 60, None, 5, None)], res)
g.close()
print(list(it.chain([1], "ab", {3: 4})), list(it.compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(it.pairwise("wxyz")))
print(list(it.takewhile(lambda x: x < 5, [1, 4, 6, 4])), list(it.dropwhile(lambda x: x < 5, [1, 4, 6, 4])), list(it.filterfalse(None, [0, 1, "", 2])))
print(list(it.starmap(pow, [(2, 5), (3, 2)])), list(it.zip_longest("ab", range(3), fillvalue="-")), list(it.islice(it.count(10, -2.5), 2, 8, 2)))
print(["".join(p) for p in it.permutations("abc", 2)], list(it.combinations(range(4), 3)), list(it.combinations_with_replacement("xy", 2)))
print(len(list(it.product("ab", range(3), repeat=2))), list(it.accumulate([1, 2, 3, 4], operator.mul)), list(it.repeat("z", 3)), sep=" # ")
runs = [(k, sum(1 for _ in grp)) for k, grp in it.groupby(sorted("mississippi"))]
print(runs, dict(runs), max(runs, key=operator.itemgetter(1)))
cyc = it.cycle("RGB")
print("".join(next(cyc) for _ in range(8)), sum(x * x for x in range(1000) if x % 3), all([]), any(x > 2 for x in [1, 2]))
primes = (n for n in it.count(2) if all(n % d for d in it.takewhile(lambda d: d * d <= n, range(2, n))))
print(list(it.islice(primes, 12)), next(primes))
a, *b, c = Countdown(5)
(d, e), [f, *_] = "hi", range(3)
print(a, b, c, d, e, f, [*Countdown(2), *"x"], {**{"k": 1}, "j": 2}, dict(zip("ab", it.count())), list(enumerate("ab", start=5)))
print(sorted([3, 1, 2], reverse=True), min("hello", key=ord), max([], default="none"), list(map(operator.add, [1, 2], [10, 20, 30])), list(iter(deque([7, 8, 0, 9]).popleft, 0)))
print({x % 3: x for x in range(7)}, [[i * j for j in range(3)] for i in range(3)], [y for x in [[1], [2, 3]] for y in x if y != 2])
print(repr(it.count(5)), it.repeat(1, 2), range(10)[2:8:3], range(10, 0, -3)[-1], 6 in range(0, 10, 3), len(range(0, 10 ** 18, 7)), range(3) == range(0, 3, 1))


def gen():
    try:
        x = yield 1
        print("  got", x)
        yield 2
    except ValueError as err:
        print("  caught", err)
        yield "recovered"
    finally:
        print("  closing")


g = gen()
print(next(g), g.send("S"), g.throw(ValueError("V")), g.gi_frame is not None, next(g, "default"), g.gi_frame)
for bad in (lambda: gen().send(5), lambda: next(g), lambda: iter(5), lambda: next([]), lambda: list(zip([1], [1, 2], strict=True)), lambda: [*None], lambda: dict([(1, 2, 3)]),
            lambda: (lambda: (yield))().throw(KeyError("k")), lambda: list(x for x in [1] if next(iter([]))), lambda: list(it.islice([1], -1)), lambda: sum(["a"]), lambda: range(1, 2, 0),
            lambda: reversed({1}), lambda: max([]), lambda: sorted([1, "a"])):
    try:
        print(bad())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
try:
    p, q = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    p, *q, r = [1]
except ValueError as e:
    print(e)
