# __setstate__ of iterators over sequences: indices out of range and beyond C's, and what is no int.
import sys


class Endless:
    def __getitem__(self, i):
        return i


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for sequence in [1, 2, 3], (1, 2), 'abc', b'abc', bytearray(b'abc'), Endless():
    for state in sys.maxsize - 2, sys.maxsize - 1, sys.maxsize, -5, 1, 2 ** 64, -2 ** 64, 'a', 1.5:
        iterator = iter(sequence)
        show(lambda: iterator.__setstate__(state))
        for _ in range(3):
            show(lambda: iterator.__reduce__()[2:])
            show(lambda: next(iterator))
