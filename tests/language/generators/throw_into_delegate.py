# GeneratorExit closes what is delegated to and is raised where the delegation stands; other exceptions go into it.
def inner(how):
    try:
        yield 1
    except GeneratorExit:
        print('inner exits')
        if how == 'return':
            return
        if how == 'yield':
            yield 2
        if how == 'raise':
            raise ValueError('instead')
        raise


def outer(how):
    try:
        print('result', (yield from inner(how)))
    except GeneratorExit as e:
        print('outer', repr(e))
        raise
    except ValueError as e:
        print('outer', repr(e), repr(e.__context__))
        yield 3


for how in 'return', 'yield', 'raise', 'pass on':
    for act in 'throw', 'close':
        g = outer(how)
        next(g)
        try:
            print(act, g.throw(GeneratorExit) if act == 'throw' else g.close())
        except BaseException as e:
            print(act, repr(e))


class Steps:
    def __iter__(self):
        return self

    def __next__(self):
        return 'step'


class Closing(Steps):
    def close(self):
        print('closed')


class Refusing(Steps):
    def close(self):
        raise KeyError('close')


class Throwing(Steps):
    def throw(self, *arguments):
        print('thrown', *map(repr, arguments))
        return 'thrown'


def over(iterator):
    try:
        yield from iterator
    except BaseException as e:
        print('over', repr(e))
        raise


for cls in Steps, Closing, Refusing, Throwing:
    for e in ValueError(1), GeneratorExit():
        g = over(cls())
        next(g)
        try:
            print(cls.__name__, g.throw(e))
        except BaseException as e:
            print(cls.__name__, repr(e))
        try:
            g.close()
        except BaseException as e:
            print('close', repr(e))


async def coroutine():
    class Waiting:
        def __await__(self):
            yield 1
    await Waiting()

c = coroutine()
c.send(None)
c.close()
try:
    c.throw(KeyError)
except RuntimeError as e:
    print(e)


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            pass

g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
