# types.coroutine: a generator function whose generators can be awaited, and which may delegate to coroutines
import types


async def inner():
    return await bottom()


@types.coroutine
def bottom():
    got = yield 'asked'
    return got


@types.coroutine
def middle():
    return (yield from inner())


async def outer():
    return await middle()


c = outer()
print(c.send(None))
try:
    c.send(5)
except StopIteration as e:
    print(e.value)


def plain():
    yield from inner()


try:
    next(plain())
except TypeError as e:
    print(e)


async def bad():
    await plain()


try:
    bad().send(None)
except TypeError as e:
    print(e)
print(hex(bottom.__code__.co_flags & 0x1a0), types.coroutine(bottom) is bottom)
code = plain.__code__.replace(co_name='other', co_firstlineno=7, co_filename='elsewhere')
print(code.co_name, code.co_firstlineno, code.co_filename, plain.__code__.co_name)
try:
    code.replace(co_name=3)
except TypeError as e:
    print(e)
