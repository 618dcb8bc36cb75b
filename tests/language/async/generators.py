# Asynchronous generators, for, with and comprehensions.
def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value
async def numbers(n):
    for i in range(n):
        yield i
class Manager:
    async def __aenter__(self):
        print('aenter')
        return self
    async def __aexit__(self, *a):
        print('aexit', a[0])
        return True
async def main():
    out = []
    async for x in numbers(3):
        out.append(x)
    else:
        out.append('else')
    async with Manager() as m:
        raise ValueError
    out.append([x * 2 async for x in numbers(4) if x])
    out.append({x async for x in numbers(2)} == {0, 1})
    it = aiter(numbers(1))
    out.append(await anext(it))
    out.append(await anext(it, 'default'))
    return out
print(run(main()))
