# compare: traceback
async def numbers():
    yield 1
    raise OSError('dry')
async def twice(n):
    return n * 2
async def f():
    return {n: await twice(n) async for n in numbers()}
f().send(None)
