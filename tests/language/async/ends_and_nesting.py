# Ends, errors and nesting of asynchronous generators.
def run(c, log=None):
    try:
        while True:
            v = c.send(None)
            if log is not None: log.append(v)
    except StopIteration as e:
        return e.value

class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)

async def raises(e):
    yield 1
    raise e

async def collect(g):
    out = []
    try:
        async for x in g: out.append(x)
    except Exception as e:
        out.append((type(e).__name__, str(e), type(e.__cause__).__name__))
    return out

for e in (StopIteration('s'), StopAsyncIteration('a'), ValueError('v'), RuntimeError('r')):
    print(run(collect(raises(e))))

async def count(n):
    for i in range(n):
        await Tick(i)
        yield i

async def doubled(g):
    async for x in g:
        yield x
        await Tick('between')
        yield x * 2

async def tree(depth):
    if depth:
        async for x in tree(depth - 1): yield x
        yield depth
        async for x in tree(depth - 1): yield x

log = []
print(run(collect(doubled(doubled(count(3)))), log), log)
print(run(collect(tree(5))))
print(run(collect(x * y async for x in count(4) if x async for y in count(x))))

async def throw_through():
    g = doubled(count(3))
    print(await g.__anext__(), await g.__anext__())
    try: await g.athrow(KeyError('through'))
    except KeyError as e: print('out', e)
    print([x async for x in g])
run(throw_through())

async def early():
    g = count(5)
    async for x in g:
        if x == 2: break
    print('left at', x, [y async for y in g])
    print(await anext(g, 'none'), await anext(aiter(count(1))))
    try: await anext(g)
    except StopAsyncIteration as e: print('stop', e.args)
run(early())

async def sending():
    total = 0
    while True:
        total += (yield total) or 0
async def send():
    g = sending()
    print(await g.asend(None), await g.asend(3), await g.asend(4), await g.__anext__())
    await g.aclose()
    await g.aclose()
run(send())

async def awaits_itself():
    try: await me.__anext__()
    except RuntimeError as e: print(e)
    yield 'after'
me = awaits_itself()
print(run(collect(me)))

async def none_and_tuples():
    yield
    yield ()
    yield (1, 2)
    yield ValueError('as a value')
    yield StopIteration(5)
print([repr(x) for x in run(collect(none_and_tuples()))])

def fails(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
fails(lambda: iter(count(1)))
fails(lambda: next(count(1)))
fails(lambda: list(count(1)))
async def awaits(x): return await x
fails(lambda: run(awaits(count(1))))
class Gives:
    def __init__(self, x): self.x = x
    def __await__(self): return self.x
    def __iter__(self): return self.x
fails(lambda: run(awaits(Gives(count(1)))))
fails(lambda: run(awaits(Gives(5))))
c = awaits(1)
fails(lambda: run(awaits(Gives(c))))
c.close()
fails(lambda: iter(Gives(count(1))))
def delegates(x): yield from x
fails(lambda: list(delegates(Gives(count(1)))))
fails(lambda: count.__call__(1).__anext__().throw(5))

async def deep(n):
    if n:
        async for x in deep(n - 1): yield x + 1
    else:
        yield 0
print(run(collect(deep(200))))

async def many():
    n = 0
    async for x in count(20000): n += x
    return n
print(run(many()))
