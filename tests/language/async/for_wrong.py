# What `async for` says of iterators that are none.
class Of:
    def __init__(self, made):
        self.made = made

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.made


class Failing:
    def __await__(self):
        raise KeyError('await')


class NotIterator:
    def __await__(self):
        return 3


class Iterating:
    def __await__(self):
        return iter([1, 2])


async def loop(x):
    async for i in x:
        print(i)
        return


async def comprehension(x):
    return [i async for i in x]


async def one():
    return 'one'

for x in 3, Of(1), Of(Failing()), Of(NotIterator()), Of(one()), Of(Iterating()):
    for make in loop, comprehension:
        try:
            print(make(x).send(None))
        except BaseException as e:
            print(repr(e), repr(e.__cause__), repr(e.__context__))
