# The arguments of throw(), and exceptions that cannot be made.
class Odd(Exception):
    def __new__(cls, *arguments):
        return arguments


class Failing(Exception):
    def __init__(self, *arguments):
        raise KeyError('init')


def catching():
    try:
        yield 1
    except Exception as e:
        print('inside', repr(e))
        yield 2


for arguments in ((Odd,), (Failing,), (ValueError, ValueError(1)), (LookupError, KeyError(2)), (ValueError, (1, 2)), (ValueError, 3),
                  (ValueError, None), (ValueError, KeyError()), (ValueError(1), 2), (ValueError(1), None), (3,), (ValueError, ValueError(1), 3),
                  (ValueError, 1, None), ('text',), (int,)):
    g = catching()
    next(g)
    try:
        print('throw', g.throw(*arguments))
    except BaseException as e:
        print('throw', repr(e))

try:
    1 / 0
except ZeroDivisionError as e:
    traceback = e.__traceback__
g = catching()
next(g)
print(g.throw(ValueError, ValueError(7), traceback))
