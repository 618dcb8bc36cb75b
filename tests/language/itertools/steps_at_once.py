# Iterators over iterators, whose steps are taken where they stand, with functions of every sort under them; and loops of natives over generators.
from functools import reduce
from itertools import (accumulate, chain, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, product, repeat, starmap,
                       takewhile, tee, zip_longest)


def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, type(error.__context__).__name__)


class Thing:
    def __init__(self, *values):
        self.values = values

    def __len__(self):
        return len(self.values)

    def __hash__(self):
        if self.values == (3,):
            raise StopIteration
        return hash(self.values)

    def __eq__(self, other):
        return self.values == other.values

    def __lt__(self, other):
        return self.values < other.values

    def __bool__(self):
        return self.values[0] % 2 == 1

    def __index__(self):
        return self.values[0]

    def __call__(self, value):
        return value * self.values[0]

    def __repr__(self):
        return f'Thing{self.values}'


def numbers(n, fail=False):
    for i in range(n):
        yield i
    if fail:
        raise LookupError('no more')


# map: natives, types, classes, methods, callable objects, over items that call Python and that do not
words = ['one', 'three', 'fourteen']
print(list(map(len, words)), list(map(str.upper, words)), list(map(list, words)), list(map(set, 'aab')), list(map(int, ['1', '2'])))
print(list(map(Thing, range(3))), list(map(Thing(3), words)), list(map(len, map(Thing, range(3)))), list(map(words.index, words)))
print(list(map(list, (numbers(n) for n in range(3)))), list(map(sorted, [[2, 1], numbers(2)])), list(map(tuple, map(numbers, range(3)))))
print(list(map(hash, [(1, 2), (Thing(1),)])) == [hash((1, 2)), hash((Thing(1),))])
show(lambda: len(list(map(hash, [(Thing(1),), (Thing(3),), (Thing(5),)]))))
show(lambda: list(map(len, [1])))
show(lambda: list(map(lambda x: 1 // x, [1, 0])))
show(lambda: list(map(next, [iter([1]), iter([]), iter([2])])))
print(list(map(max, words, repeat('p'))), list(map(pow, numbers(4), count())), [*map(bool, map(Thing, range(4)))])
under = map(Thing(2), map(abs, map(int, '12')))
print(next(under), under.__next__(), next(under, 'end'))

# filter, with items that were taken and whose truth is asked of Python
print(list(filter(None, [0, 1, '', 'a', Thing(0), Thing(1)])), list(filter(Thing, [])), list(filter(bool, numbers(3))))
print(list(filter(lambda x: x % 3, filter(None, range(9)))), list(filterfalse(None, map(Thing, range(3)))))
show(lambda: list(filter(None, [1, 0, Thing('a')])))

# zip, enumerate and those of itertools, one over another
print(list(zip(map(len, words), filter(None, range(9)), enumerate(numbers(5)))), list(zip()), list(zip(numbers(2), 'ab', strict=True)))
show(lambda: list(zip(numbers(2), 'abc', strict=True)))
show(lambda: zip('ab', 5))
print(list(zip_longest('ab', numbers(3), map(Thing, range(1)), fillvalue='-')), list(accumulate(map(len, words))))
print(list(accumulate(numbers(5), max)), list(islice(chain(numbers(2), 'ab', map(len, words)), 1, None, 2)))
print([(k, list(g)) for k, g in groupby(map(len, words), lambda n: n > 4)], list(pairwise(map(len, words))))
print(list(starmap(pow, zip(numbers(4), repeat(2)))), list(takewhile(lambda x: x < 3, cycle(numbers(4)))))
print(list(dropwhile(lambda x: x < 3, map(abs, range(-1, 5)))), list(compress(count(), map(Thing, range(5)))))
first, second = tee(map(str, numbers(4)))
print(next(first), list(second), list(first), list(islice(cycle('ab'), 5)), len(list(product(map(str, range(3)), repeat=2))))
deep = iter(range(5))
for _ in range(60):
    deep = map(abs, deep)
print(list(deep))
deep = numbers(4, True)
for _ in range(60):
    deep = filter(lambda x: True, map(abs, islice(deep, 100)))
show(lambda: list(deep))

# natives that take items from a generator: to its end, to its error, from the middle
for take in (list, tuple, set, sorted, sum, min, max, any, all, dict.fromkeys, ''.join, frozenset, len):
    show(lambda: take(numbers(5)))
    show(lambda: take(numbers(5, True)))
    show(lambda: take(x * 0.5 for x in numbers(4)))
    show(lambda: sorted(take(str(x) for x in numbers(4))))
    show(lambda: sorted(take((x, str(x)) for x in numbers(4))))
    show(lambda: len(take(Thing(x + 4) for x in numbers(2))))
    show(lambda: take(islice((x for x in numbers(9)), 3)))
    show(lambda: len(take(x if x < 3 else None for x in numbers(5))))
some = numbers(6)
print(next(some), any(x > 1 for x in some), sum(some), list(some))
total = set('ab')
total.update(str(x) for x in numbers(3))
print(sorted(total), sorted(total.intersection(str(x) for x in numbers(9))), sorted(total.difference(c for c in 'a0')), total.isdisjoint(c for c in 'xyz'))
total |= {'z'}
total -= {'a', 'b', 'q'}
print(sorted(total), total <= {'z', '0', '1', '2'}, total < total, total == set(total), total.union(['z'], ('y',)) > total)
show(lambda: total.update(1))
show(lambda: total.union([[]]))
print(min(2, 1), max(1, 2.5, 2), min('b', 'a'), max((1, 2), (1, 3)), min(Thing(2), Thing(1)), max(1, float('nan'), 3), min(3, True))
print(reduce(lambda a, b: a + b, ([x] for x in numbers(4))), max(numbers(4), key=lambda x: -x), min(numbers(0), default='none'))
print(sum(x << 40 for x in numbers(200)), sum(map(float, numbers(4))), max(x << 60 for x in numbers(3)))
print(sum(map(len, (str(x) for x in range(30000)))), len(list(filter(None, map(abs, range(-9000, 9000))))))
