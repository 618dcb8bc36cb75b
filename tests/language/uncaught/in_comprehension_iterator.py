# compare: traceback
def numbers():
    yield 1
    raise OSError('dry')
def f():
    return [n
            for n
            in numbers()]
f()
