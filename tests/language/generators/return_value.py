# The value of return travels in StopIteration and through yield from.
def inner():
    yield 1
    return 'result'
def outer():
    r = yield from inner()
    yield r
print(list(outer()))
it = inner()
next(it)
try:
    next(it)
except StopIteration as e:
    print(e.value, e.args)
