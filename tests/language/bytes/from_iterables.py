# bytes and bytearray take an iterable's items one by one: what it is then, and what its TypeError says.
import itertools


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Clearing:
    def __index__(self):
        items.clear()
        return 42


class Broken:
    def __iter__(self):
        raise TypeError('not told')


for make in bytes, bytearray, bytearray().extend:
    show(lambda: make(itertools.count(250)))
    show(lambda: make(int | None))
    show(lambda: make(Broken()))
    rest = iter([1, 2, 'a', 3])
    show(lambda: make(rest))
    print(list(rest))
    items = [Clearing(), Clearing()]
    show(lambda: make(items))

seen = bytearray(b'abc')


def watch():
    for i in range(3):
        yield i
        print(seen)


seen.__init__(watch())
seen.__init__(seen)
print(seen)


def assign(value):
    seen[:] = value
    return seen


for value in 1.5, 1j, None, 'x', object, [1, 2]:
    show(lambda: assign(value))
