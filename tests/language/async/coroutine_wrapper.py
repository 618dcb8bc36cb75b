# __await__() of a coroutine gives an iterator of its own type, which another __await__ may return.
class Step:
    def __await__(self):
        print('got', (yield 1))
        print('got', (yield 2))
        return 3


async def steps():
    return await Step()


class Passing:
    def __init__(self, c):
        self.c = c

    def __await__(self):
        return self.c.__await__()


async def main():
    return await Passing(steps())

w = steps().__await__()
print(type(w).__name__, hasattr(w, '__iter__'), iter(w) is w, '__next__' in dir(w))
print(next(w), w.send('a'))
try:
    w.send('b')
except StopIteration as e:
    print('value', e.value)
try:
    next(w)
except RuntimeError as e:
    print(e)

c = main()
print(c.send(None), c.send('x'))
try:
    c.send('y')
except StopIteration as e:
    print('value', e.value)

w = steps().__await__()
next(w)
print(w.close())
w = steps().__await__()
next(w)
try:
    w.throw(ValueError('in'))
except ValueError as e:
    print(repr(e))
try:
    type(w)()
except TypeError as e:
    print(e)
