# Keywords that a subclass's own __init__ or __new__ takes; without one they are refused.
from itertools import compress, dropwhile, filterfalse, islice, repeat, starmap, takewhile

for cls, arguments in ((repeat, (1, 2)), (filterfalse, (None, [0, 1])), (starmap, (pow, ((2, 3), (3, 2)))), (islice, ([1, 2, 3, 4], 1, 3)),
                       (takewhile, (bool, [2, 0])), (dropwhile, (bool, [2, 0])), (compress, ('ABC', [1, 0, 1]))):
    class Plain(cls):
        pass

    class Init(cls):
        def __init__(self, *arguments, more=None):
            self.more = more

    class New(cls):
        def __new__(cls, *arguments, more=None):
            return super().__new__(cls, *arguments)

    for made in Plain, Init, New, cls:
        try:
            print(list(made(*arguments, more=3)))
        except TypeError as error:
            print(error)
