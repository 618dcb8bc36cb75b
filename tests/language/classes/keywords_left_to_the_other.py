# A constructor without keywords leaves them to the other one of __new__ and __init__ when a subclass has that.
import itertools


def show(function):
    try:
        print(type(function()).__name__)
    except Exception as error:
        print(type(error).__name__, error)


for base, arguments in ((list, [[1]]), (float, [1]), (tuple, [[1]]), (frozenset, [[1]]), (set, [[1]]), (filter, [None, []]),
                        (map, [str, []]), (reversed, [[]]), (itertools.chain, [[]]), (itertools.cycle, [[]])):
    class Init(base):
        def __init__(self, *arguments, **keywords):
            pass

    class New(base):
        def __new__(cls, *arguments, **keywords):
            return super().__new__(cls, *arguments)

    class Neither(base):
        pass

    for cls in Init, New, Neither, base:
        show(lambda: cls(*arguments, more=1))
