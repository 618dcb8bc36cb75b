# compare: traceback
def inner():
    yield 1
    raise ValueError('inside')
def outer():
    yield from inner()
for x in outer():
    print(x)
