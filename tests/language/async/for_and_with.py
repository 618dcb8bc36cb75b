def run(coro):
    out = []
    try:
        while True: out.append(coro.send(None))
    except StopIteration as s: return out, s.value
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
class CM:
    def __init__(self, swallow=False): self.swallow = swallow
    async def __aenter__(self): await Tick('enter'); return 'cm'
    async def __aexit__(self, t, v, tb): await Tick('exit'); print('aexit', t and t.__name__); return self.swallow
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        await Tick(f'n{self.n}')
        return self.n
async def main():
    async with CM() as c, CM(True):
        print(c)
        raise ValueError
    out = []
    async for i in It(3): out.append(i)
    else: out.append('else')
    out += [j async for j in It(2)]
    out.append({k: v async for k, v in pairs()})
    out.append(sum([x async for x in It(4) if x % 2]))
    return out
async def pairs():
    yield 'a', 1
    await Tick('between')
    yield 'b', 2
print(run(main()))
async def ag():
    try:
        x = yield 1
        print('got', x)
        yield 2
    finally:
        await Tick('cleanup')
        print('final')
async def drive():
    g = ag()
    print(await g.__anext__(), await g.asend('sent'))
    await g.aclose()
    try: await g.__anext__()
    except StopAsyncIteration: print('exhausted')
    h = ag(); await h.__anext__()
    try: await h.athrow(KeyError('k'))
    except KeyError as e: print(e)
    k = ag()
    print(await anext(k), await anext(It(0), 'default'), type(aiter(It(1))).__name__)
    await k.aclose()
print(run(drive())[1])
async def err1():
    async for x in [1]: pass
async def err2():
    async with 5: pass
async def err3():
    for x in It(1): pass
for f in (err1, err2, err3):
    try: run(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
for src in ('async def f():\n  yield 1\n  return 2', 'async def f(): yield from x', 'def f(): await x', 'def f():\n  async for x in y: pass', 'def f():\n  async with x: pass', '[x async for x in y]', 'async lambda: 1'):
    try: compile(src, '', 'exec'); print('ok')
    except SyntaxError as e: print(e.msg)
