# What throw() raises in a generator has what that generator handles as its context, not what its caller handles.
def handling():
    try:
        raise KeyError('a')
    except KeyError:
        yield 1


def delegating():
    try:
        raise KeyError('b')
    except KeyError:
        yield from plain()


def plain():
    yield 1


for make in handling, delegating, plain:
    g = make()
    next(g)
    try:
        try:
            raise IndexError
        except IndexError:
            g.throw(ValueError('thrown'))
    except ValueError as e:
        print(make.__name__, repr(e.__context__))

try:
    plain().throw(ValueError('new'))
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
