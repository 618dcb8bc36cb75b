# types.coroutine makes a generator function's generators awaitable; code.replace sets its flag.
import types


@types.coroutine
def switch():
    return (yield 'switch')


@types.coroutine
def through(awaited):
    return (yield from awaited)


async def main():
    return await switch(), await through(switch()), await through(native())


async def native():
    return 'native', await switch()

print(hex(switch.__code__.co_flags & 0x3a0), type(switch()).__name__)
c = main()
print(c.send(None), c.send(1), c.send(2))
try:
    c.send(3)
except StopIteration as e:
    print(e.value)


def plain():
    yield from native()


class Wrong:
    def __await__(self):
        return switch()


class Awaiting:
    def __await__(self):
        return native()


async def await_(x):
    await x

for make in (plain, lambda: await_(plain()), lambda: await_(Wrong()), lambda: await_(Awaiting())):
    try:
        make().send(None)
    except TypeError as e:
        print(e)
import gc
gc.collect()
