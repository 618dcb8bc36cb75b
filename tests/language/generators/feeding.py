# What natives take from generators: lists, sums, quantifiers and unpacking, also through delegation, with everything that may go wrong on the way.
def count(n, log=None):
    try:
        for i in range(n):
            yield i
    finally:
        if log is not None:
            log.append('closed')


def nested(depth, n):
    if depth:
        yield from nested(depth - 1, n)
        got = yield 'back ' + str(depth)
        assert got is None
    else:
        yield from range(n)


print(list(count(40)), sum(count(100)), any(count(1)), all(count(3)), tuple(count(3)), sorted(-x for x in count(5)))
print(list(nested(3, 5)), ''.join(str(x) for x in nested(2, 3)), [*nested(1, 2), *nested(0, 1)])
print(sum(x / 2 for x in range(5)), sum((x > 2 for x in range(6)), 10), sum(2 ** 46 + x for x in range(5)), sum([x] == [1] for x in range(3)))
print(sum((x for x in (1, 2.5, True, 3)), 0.5), sum(([x] for x in range(3)), []), sum(x for x in (2 ** 47 - 1, 1, -5)))
print(any(x for x in (0, '', None, [], 0.0, 'y', 1 / 1)), all(x for x in (1, 'a', [0], 0, 1)), any(()), all(()))

# One item too many is enough to know; the rest is not asked for.
log = []
g = count(10, log)
try:
    a, b = g
except ValueError as e:
    print(e, next(g, 'over'), log)
try:
    a, b, c, d = count(3)
except ValueError as e:
    print(e)
a, b, c = (x * x for x in count(3))
print(a, b, c)
[] = count(0)
try:
    [] = count(1)
except ValueError as e:
    print(e)

# any and all stop where they know.
g = (x for x in range(10))
print(any(x == 3 for x in g), next(g), all(x < 7 for x in g), next(g))


# The list grows while the generator looks at it, and shrinks while it runs.
def watching(l):
    for i in range(30):
        yield len(l)
        if i == 20:
            del l[5:]


l = [1, 2]
l.extend(watching(l))
print(l)
l = []
l += (len(l) for _ in range(20))
print(l)


# Exceptions of the generator, and StopIteration in it.
def broken(n):
    for i in range(n):
        yield i
    raise KeyError('broken')


for f in list, sum, any, all, tuple, sorted, set, ''.join:
    try:
        print(f(broken(0)))
    except KeyError as e:
        print(f.__name__, repr(e))


def stops():
    yield 1
    raise StopIteration


try:
    list(stops())
except RuntimeError as e:
    print(e)


# A generator that is asked for more by what it feeds.
def greedy():
    yield 1
    try:
        next(me)
    except ValueError as e:
        yield str(e)


me = greedy()
print(list(me))


def state():
    yield me.gi_running, me.gi_frame is not None, me.gi_yieldfrom
    yield 2


me = state()
print(list(me), me.gi_running, me.gi_frame)


# Between two feedings it may be taken further by hand.
def half(n):
    for i in range(n):
        yield i
        if i % 3 == 0:
            taken.append(next(other))


taken, other = [], count(20)
print(list(half(10)), taken, list(other))


class Odd:
    def __bool__(self):
        return False

    def __radd__(self, other):
        return other + 100

    def __iter__(self):
        yield from (self, 1)


print(sum(x for x in (1, Odd(), 2)), any(x for x in (Odd(), 0)), all(x for x in (1, Odd(), broken)), len(list(Odd())))
