# compare: traceback
def g():
    next(iter([]))
    yield
list(g())
