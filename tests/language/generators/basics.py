# Generators run lazily.
def g(n):
    print('start')
    for i in range(n):
        yield i
    print('end')
it = g(2)
print('made', next(it), next(it))
try:
    next(it)
except StopIteration as e:
    print('stop', e.value)
print(list(g(1)), next(it, 'over'))
