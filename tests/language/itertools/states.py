# cycle, chain and product are copied by __reduce__ and __setstate__, which check what they are given.
import copy
from itertools import chain, cycle, islice, product


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for make in lambda: cycle('abc'), lambda: cycle(''), lambda: chain('ab', [], 'c'), lambda: product('ab', 'cd'), lambda: product('ab', ''), product:
    iterator = make()
    for _ in range(6):
        print([islice_of for islice_of in islice(copy.deepcopy(iterator), 5)], len(iterator.__reduce__()[2:]))
        show(lambda: next(iterator))

for state in (), [], 0, ([],), (iter([]), []), (1, 2, 3), (iter(['ab', 'cd']),), (iter(['ab']), iter('x')):
    iterator = chain('z')
    show(lambda: iterator.__setstate__(state))
    show(lambda: list(iterator))
for state in (), [], (list('abc'), 0), (list('abcdefg'), 1), (tuple('abc'), 0), (['a'], 'x'), (['a'], 0, 1):
    iterator = cycle('defg')
    show(lambda: iterator.__setstate__(state))
    show(lambda: ''.join(islice(iterator, 20)))
for state in (), [], (0, 1), (0, 4096), (-3, 0), ('a', 0), (1, 1):
    iterator = product((1, 2), (3, 4))
    show(lambda: iterator.__setstate__(state))
    show(lambda: list(iterator))
iterator = product((1, 2), (), (3,))
show(lambda: iterator.__setstate__((0, 0, 1)))
show(lambda: list(iterator))
