# chain, islice, compress, takewhile, dropwhile, filterfalse, starmap, pairwise, accumulate.
from itertools import *
print(list(chain('ab', [1], ())), list(chain()), list(chain.from_iterable(['ab', 'cd'])), list(islice('abcdef', 3)), list(islice('abcdef', 2, None)), list(islice('abcdef', 0, 6, 2)), list(islice('ab', 0)), list(compress('abcd', [1, 0, 1])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(None, [0, 1, ''])), list(filterfalse(lambda x: x % 2, range(5))), list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise('abcd')), list(pairwise('a')))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate('abc')), list(zip_longest('abc', [1], fillvalue='-')), list(zip_longest()), list(zip_longest([1, 2])))
it = iter(range(10))
print(list(islice(it, 3)), next(it), list(islice(it, 1, 4, 2)), next(it))
t = takewhile(lambda x: x < 2, [1, 5, 1])
print(list(t), list(t))
for f in (lambda: islice('a', -1), lambda: islice('a', 0, 1, 0), lambda: islice('a', 'b'), lambda: islice('a'), lambda: list(starmap(pow, [1])), lambda: list(chain(1)), lambda: pairwise(5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
