# int.from_bytes takes what bytes() takes, but no int; range.index shows what it was given.
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Bytes:
    def __bytes__(self):
        return b'\1\2'


for source in int | None, 3, 'a', [1, 2], [1, 300], (1, 'a'), 1.5, Bytes(), iter([1, 2]), {3: 4}:
    show(lambda: int.from_bytes(source, 'big'))
for value in False, 7, None, 2.5:
    show(lambda: range(1, 3).index(value))
show(lambda: {}.pop([]))
show(lambda: {}.pop([], 1))
show(lambda: {1: 2}.pop([], 1))
