# StopIteration that leaves a generator's body becomes RuntimeError.
def g():
    yield 1
    raise StopIteration('x')
try:
    list(g())
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)
def h():
    yield next(iter([]))
try:
    list(h())
except RuntimeError as e:
    print(e)
