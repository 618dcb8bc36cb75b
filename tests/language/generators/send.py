# send gives a value to the yield expression.
def g():
    x = yield 'first'
    while True:
        x = yield x * 2
it = g()
try:
    it.send(1)
except TypeError as e:
    print(e)
print(next(it), it.send(5), it.send('a'), it.send(None) if False else 'x')
