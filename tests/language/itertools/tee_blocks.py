# tee: branches apart from each other, copies, iterators with __copy__ of their own, and no re-entry.
from itertools import count, islice, repeat, tee


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


first, second, third = tee(range(300), 3)
print(sum(islice(first, 150)), sum(islice(second, 57)), next(second))
again = second.__copy__()
print(list(second) == list(again) == list(range(58, 300)), sum(first), sum(third), list(first), list(again))
branches = tee(tee('abc')[0], 3)
print([list(branch) for branch in branches], tee('abc', 0), len(tee('abc', 5)))
show(lambda: tee('abc', -1))
show(lambda: tee(5))
print([next(branch) for branch in tee(type(first)(count(3)))], list(type(first)('ab')))


class Copied:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 5:
            raise StopIteration
        return self.n

    def __copy__(self):
        print('copied')
        return Copied(self.n)


for branch in tee(Copied(2), 3):
    print(type(branch).__name__, list(branch))


class Entering:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left >= 0:
            return next(other)
        return 'end'


one, other = tee(Entering())
show(lambda: next(one))
show(lambda: next(one))
show(lambda: next(one))
show(lambda: next(other))


def failing():
    yield 1
    raise ValueError('failed')


one, other = tee(failing())
show(lambda: list(one))
show(lambda: list(other))
forward, backward = tee(repeat(None, 30000))
print(any(forward), sum(1 for _ in backward))
