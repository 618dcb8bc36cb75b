# throw with a class, an instance, a value; the traceback position.
def g():
    while True:
        try:
            got = yield 'ready'
            print('got', got)
        except (ValueError, KeyError) as e:
            print('caught', type(e).__name__, e.args)
it = g()
next(it)
print(it.throw(ValueError))
print(it.throw(ValueError('inst')))
print(it.throw(ValueError, 'value'))
print(it.throw(ValueError, ('a', 'b')))
print(it.throw(KeyError, KeyError('same')))
print(it.send(5))
def err(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
err(lambda: it.throw(5))
err(lambda: it.throw(int))
err(lambda: it.throw(ValueError('x'), 'y'))
err(lambda: it.throw())
err(lambda: it.throw(IndexError('ends it')))
err(lambda: next(it))
err(lambda: it.throw(ValueError('after the end')))
fresh = g()
err(lambda: fresh.throw(ValueError('before the start')))
err(lambda: next(fresh))
new = g()
err(lambda: new.send(5))
print(new.send(None))
