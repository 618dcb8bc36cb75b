# What is being handled belongs to the generator.
import sys
def g():
    try:
        raise KeyError('inner')
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
it = g()
print(next(it), sys.exc_info()[0])
try:
    raise ValueError
except ValueError:
    print(next(it), sys.exc_info()[0].__name__)
print(next(it))
