# A generator that is dropped is closed: its finally clauses and with statements run.
import gc


class Context:
    def __enter__(self):
        print('enter')
        return self

    def __exit__(self, kind, value, traceback):
        print('exit', kind.__name__)


def finally_clause():
    try:
        yield 1
        yield 2
    finally:
        print('finally')


def with_statement():
    with Context():
        yield 1


def catches():
    try:
        yield 1
    except GeneratorExit:
        print('told')
        raise


def plain():
    yield 1
    print('never')


def outer():
    try:
        yield from finally_clause()
    finally:
        print('outer')


for make in finally_clause, with_statement, catches, plain, outer:
    g = make()
    next(g)
    del g
    gc.collect()
    print(make.__name__)

g = finally_clause()
del g
gc.collect()
print('not started: nothing')
g = finally_clause()
print(list(g))
del g
gc.collect()
for x in finally_clause():
    break
del x
gc.collect()
print('left')


async def coroutine():
    try:
        await Wait()
    finally:
        print('coroutine closed')


class Wait:
    def __await__(self):
        yield 'waiting'


c = coroutine()
print(c.send(None))
del c
gc.collect()
