# yield from passes send, throw and close on.
def inner():
    try:
        while True:
            got = yield 'in'
            print('inner got', got)
    except ValueError:
        yield 'inner caught'
        return 5
    finally:
        print('inner finally')
def outer():
    r = yield from inner()
    yield 'outer got', r
it = outer()
print(next(it), it.send(1), it.throw(ValueError), next(it))
it = outer()
next(it)
it.close()
print(list((lambda: (yield from [1, 2]))()), list((lambda: (yield from 'ab'))()))
def bad():
    yield from 5
try:
    list(bad())
except TypeError as e:
    print(e)
