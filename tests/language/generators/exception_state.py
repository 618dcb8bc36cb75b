# What is being handled is the generator's own or the caller's.
import sys
def current(): return sys.exc_info()[0].__name__ if sys.exc_info()[0] else None
def g():
    print('in g', current())
    yield 1
    print('in g again', current())
    try:
        raise KeyError
    except KeyError:
        print('handling', current())
        yield 2
        print('after resume', current())
    print('left', current())
    yield 3
it = g()
next(it)
try:
    raise ValueError
except ValueError:
    next(it)
    print('caller', current())
print('outside', current())
next(it)
print(current())
def h():
    try:
        yield
    except ValueError as e:
        raise TypeError('second')
it = h(); next(it)
try:
    try:
        raise LookupError('outer')
    except LookupError:
        it.throw(ValueError('thrown'))
except TypeError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
