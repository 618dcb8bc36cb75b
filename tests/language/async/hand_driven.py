class Await:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def child(n):
    x = await Await(('child', n))
    return x * 2
async def main():
    a = await child(1)
    b = await child(2)
    try:
        await child(3)
    except ValueError as e:
        print('caught', e)
    return a, b
c = main()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.send(None), c.send(10), c.send(20))
try: c.throw(ValueError('thrown in'))
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
def err(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
d = child(1)
err(lambda: d.send(5))
err(lambda: iter(d))
err(lambda: next(d))
err(lambda: d.close())
err(lambda: d.send(None))
async def bad(): await 5
err(lambda: bad().send(None))
class BadAwait:
    def __await__(self): return 5
async def bad2(): await BadAwait()
err(lambda: bad2().send(None))
async def raises(): raise KeyError('k')
err(lambda: raises().send(None))
async def stop(): raise StopIteration('s')
err(lambda: stop().send(None))
async def closing():
    try: await Await(1)
    finally: print('closed')
e = closing(); e.send(None); e.close()
def run(coro, *values):
    try:
        coro.send(None)
        for v in values: coro.send(v)
    except StopIteration as s: return s.value
async def nested():
    return [await child(i) for i in range(2)] + [x async for x in agen()]
async def agen():
    for i in range(3):
        yield i
        await Await(i)
print(run(nested(), 5, 6, 0, 0, 0), run((lambda: child(1))(), 4))
async def same(c): return await c
x = child(1); run(x, 1)
err(lambda: run(same(x)))
