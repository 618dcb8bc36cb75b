# compare: traceback
def outer(v):
    return inner(v)(v + 1, *[2])[3].attr
def inner(v):
    return lambda a, b: [a, b, v, None]
try:
    outer(1)
except AttributeError as e:
    raise LookupError(f'{e}') from e
