# A coroutine that waits inside a comprehension: its frame stands at the comprehension, and what is thrown in shows both.
class Wait:
    def __await__(self):
        yield 'waiting'

async def f():
    return [
        await
        Wait()
        for _ in 'a']

c = f()
print(c.send(None), c.cr_frame.f_lineno)
try:
    c.throw(KeyError('thrown'))
except KeyError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_qualname, tb.tb_lineno)
        tb = tb.tb_next
