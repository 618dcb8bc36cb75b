def chain(n):
    if n == 0:
        got = yield 'bottom'
        return ('bottom got', got)
    r = yield from chain(n - 1)
    return r
it = chain(200)
print(next(it))
try:
    it.send('hello')
except StopIteration as e:
    print(e.value)
it = chain(100); next(it)
try:
    it.throw(ValueError('deep'))
except ValueError as e:
    n, tb = 0, e.__traceback__
    while tb: n, tb = n + 1, tb.tb_next
    print(e, n)
it = chain(50); next(it); it.close(); print(next(it, 'closed'))
def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)
print(sum(countdown(150)), list(countdown(5)))
def flatten(x):
    if isinstance(x, list):
        for y in x: yield from flatten(y)
    else:
        yield x
print(list(flatten([1, [2, [3, [4, [], [5]]], 6], [[[7]]]])))
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for it in its[:]:
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)
print(list(interleave('abc', range(2), [9])))
