def g(log):
    try:
        log.append('start')
        yield 1
        yield 2
    except GeneratorExit:
        log.append('exit')
        raise
    finally:
        log.append('finally')
log = []
it = g(log); next(it); print(it.close(), log, it.close())
log.clear(); it = g(log); it.close(); print(log, list(it))
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 'no'
it = stubborn(); next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)
print(next(it, 'done'))
def returns():
    try:
        yield 1
    except GeneratorExit:
        return 'value'
it = returns(); next(it); print(it.close())
def raises():
    try:
        yield
    finally:
        raise KeyError('in finally')
it = raises(); next(it)
try:
    it.close()
except KeyError as e:
    print(repr(e), type(e.__context__).__name__)
def swallow():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            print('stop at', i)
            return
it = swallow(); next(it); next(it); it.close(); print(list(it))
