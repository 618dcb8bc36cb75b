# Coroutines run by hand.
class Value:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def inner(x):
    return await Value(x) + 1
async def outer():
    a = await inner(1)
    b = await inner(a)
    return a, b
c = outer()
print(type(c).__name__, c.send(None), c.send(10))
try:
    c.send(20)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
async def bad():
    await 5
try:
    bad().send(None)
except TypeError as e:
    print(e)
