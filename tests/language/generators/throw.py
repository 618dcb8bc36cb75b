# throw raises at the yield.
def g():
    while True:
        try:
            yield 1
        except ValueError as e:
            yield 'caught ' + str(e)
it = g()
next(it)
print(it.throw(ValueError('v')), next(it), it.throw(ValueError))
try:
    it.throw(KeyError('k'))
except KeyError as e:
    print('out', e)
print(list(it))
h = g()
try:
    h.throw(KeyError)
except KeyError:
    print('at once', list(h))
