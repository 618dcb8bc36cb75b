# The awaitables of an asynchronous generator, step by step.
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got

def step(f, *args):
    try: print('yielded', f(*args))
    except BaseException as e: print(type(e).__name__, e, getattr(e, 'value', ''))

async def talk():
    got = yield 1
    while got is not None:
        heard = await Tick(('await', got))
        got = yield heard

g = talk()
print(g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_code.co_name, repr(g)[:28], type(g).__name__)
a = g.__anext__()
print(type(a).__name__, a.__await__() is a, iter(a) is a, g.__aiter__() is g)
step(a.send, None)
step(a.send, None)
step(next, a)
b = g.asend('x')
step(b.send, 'ignored instead of x')
print(g.ag_running)
c = g.asend('while running')
step(c.send, None)
step(g.aclose().send, None)
step(g.athrow(KeyError).send, None)
step(b.send, 'answer')
print(g.ag_running)
step(b.send, None)
step(g.asend(None).send, None)
step(g.__anext__().send, None)
step(g.aclose().send, None)
step(g.athrow(ValueError('late')).send, None)

# A value for one that has not started; closing an awaitable; throwing into one.
h = talk()
step(h.asend(5).send, None)
h = talk()
d = h.asend(None)
print(d.close())
step(d.send, None)
step(d.throw, ValueError('v'))
h = talk()
step(h.__anext__().send, None)
e = h.asend('y')
step(e.send, None)
step(e.throw, ZeroDivisionError('z'))
print(h.ag_running)
step(h.__anext__().send, None)

# athrow: arguments are looked at when it is awaited.
async def patient():
    while True:
        try:
            yield 'ready'
        except ValueError as e:
            await Tick('recovering')
            print('caught', repr(e))
for args in ((ValueError,), (ValueError, 'text'), (ValueError('made'),), (ValueError, ValueError('given')), (5,), (KeyError, 'out')):
    p = patient()
    step(p.__anext__().send, None)
    t = p.athrow(*args)
    step(t.send, None)
    step(t.send, None)
    step(t.send, None)
p = patient()
step(p.athrow(ValueError('not started')).send, 1)
t = p.athrow(ValueError('not started'))
step(t.send, None)
step(t.send, None)

# aclose.
async def careful():
    try:
        yield 1
    finally:
        await Tick('closing')
        print('closed')
k = careful()
step(k.__anext__().send, None)
t = k.aclose()
print(type(t).__name__)
step(t.send, None)
step(t.send, None)
step(t.send, None)
step(k.aclose().send, None)
step(k.__anext__().send, None)
step(careful().aclose().send, None)
async def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn()
step(s.__anext__().send, None)
step(s.aclose().send, None)
async def stubborn_later():
    try: yield 1
    finally:
        await Tick('wait')
        yield 2
s = stubborn_later()
step(s.__anext__().send, None)
t = s.aclose()
step(t.send, None)
step(t.send, None)
k = careful()
step(k.__anext__().send, None)
t = k.aclose()
step(t.send, None)
step(t.throw, OSError('from the loop'))
k = careful()
step(k.__anext__().send, None)
t = k.athrow(KeyError('k'))
step(t.send, None)
step(t.throw, IndexError('i'))
step(k.__anext__().send, None)
