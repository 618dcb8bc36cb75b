# Iterators are copied where they stand, by __reduce__; and what __setstate__ takes and refuses.
import copy
import operator
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby,
                       islice, permutations, product, repeat, starmap, takewhile, zip_longest)


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def small(x):
    return x < 3


makers = [lambda: count(3), lambda: count(1.5, 2), lambda: count(2 ** 70), lambda: count(2 ** 62, 2), lambda: repeat('x', 3), lambda: repeat('x'),
          lambda: cycle('abc'), lambda: chain('ab', 'cd'), lambda: chain.from_iterable(['ab', 'cd']), lambda: accumulate([1, 2, 3, 4]),
          lambda: accumulate([1, 2, 3], operator.mul, initial=5), lambda: accumulate([1, 2, 3], lambda x, y: None),
          lambda: compress('abcde', [1, 0, 1, 1, 0]), lambda: dropwhile(small, [1, 2, 3, 4, 1]), lambda: takewhile(small, [1, 2, 3, 1]),
          lambda: filterfalse(None, [0, 1, 0, 0]), lambda: islice('abcdefgh', 1, 7, 2), lambda: islice('abc', 2, None), lambda: islice('abc', 1),
          lambda: starmap(pow, [(1, 2), (2, 3), (3, 4)]), lambda: product('ab', 'cd'), lambda: permutations('abc', 2), lambda: permutations('ab', 3),
          lambda: combinations('abcd', 2), lambda: combinations('ab', 3), lambda: combinations('', 0), lambda: combinations_with_replacement('abc', 2),
          lambda: combinations_with_replacement('', 2), lambda: zip_longest('abc', 'd', fillvalue=7), lambda: zip_longest('a', '', 'bcd')]
for make in makers:
    iterator = make()
    for _ in range(4):
        print(list(islice(copy.deepcopy(iterator), 5)), [type(part).__name__ for part in iterator.__reduce__()])
        show(lambda: next(iterator))
for taken in range(3):
    groups = groupby('aabbc')
    for _ in range(taken):
        key, group = next(groups)
        next(group)
    if taken:
        print(list(copy.deepcopy(group)), type(group.__reduce__()[0]).__name__)
        show(lambda: type(group)(groups, 'x').__reduce__()[1][1])
    print([(key, ''.join(group)) for key, group in copy.deepcopy(groups)])
show(lambda: type(group)(1, 2))

for make, states in ((lambda: combinations('abcd', 2), [(), [0, 1], (0, 1), (9, 9), (-1, 'a'), (1, 2)]),
                     (lambda: combinations_with_replacement('abc', 2), [(0,), (2, 1), (9, -9)]),
                     (lambda: permutations('abc', 2), [(), 5, ((), ()), ((0, 1, 2), (3, 2)), ((9, -9, 1), (0, 9)), ([0], 1), ((0, 1, 2), (1, 1))]),
                     (lambda: islice('abcdefgh', 2, 6), [0, -5, 3, 10, 'a']), (lambda: takewhile(small, [1, 5, 1]), [0, 1, [], 'x']),
                     (lambda: dropwhile(small, [1, 5, 1]), [0, 1]), (lambda: accumulate([1, 2]), [10, 'a', None]),
                     (lambda: zip_longest('ab', 'c'), [0]), (lambda: groupby('ab'), [(), 1, ('a', 'a', 'b'), ('a', 'x', 'a')])):
    for state in states:
        iterator = make()
        show(lambda: iterator.__setstate__(state))
        show(lambda: [(item[0], list(item[1])) if isinstance(iterator, groupby) else item for item in iterator])
