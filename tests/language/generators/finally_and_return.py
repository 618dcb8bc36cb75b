# Finally, return and yield mixed.
def a():
    try:
        yield 1
        return 'r'
    finally:
        yield 'in finally'
def run(g):
    out = []
    try:
        while True: out.append(next(g))
    except StopIteration as e:
        out.append(('ret', e.value))
    except Exception as e:
        out.append((type(e).__name__, str(e)))
    return out
print(run(a()))
def b():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally:
            yield f'f{i}'
print(run(b()))
def c():
    try:
        yield 1
        raise ValueError('lost')
    finally:
        return 'finally wins'
print(run(c()))
def d():
    try:
        raise KeyError('k')
    except KeyError as e:
        yield e.args
        yield 'still handling'
        raise
print(run(d()))
def e():
    with C():
        yield 1
        yield 2
class C:
    def __enter__(self): print('enter')
    def __exit__(self, *x): print('exit', x[0].__name__ if x[0] else None)
it = e(); next(it); it.close()
print(run(e()))
def f():
    return 5
    yield
print(run(f()), run(x for x in 'ab'), run((lambda: (yield 3))()))
def g():
    x = yield
    while x is not None:
        x = yield x * 2
it = g(); next(it); print(it.send(1), it.send(20), next(it, 'over'))
