a, *b = 1, 2, 3; print(a, b)
*a, b = 'xyz'; print(a, b)
a, *b, c = range(5); print(a, b, c)
a, *b = [1]; print(a, b)
*a, = (); print(a)
[a, [b, *c], *d] = 1, (2, 3, 4), 5, 6; print(a, b, c, d)
(a, b), c = (1, 2), 3; print(a, b, c)
a = b = c = [0]; print(a is c)
a, b = b, a = 1, 2; print(a, b)
l = [1, 2]; i = 0; i, l[i] = 1, 'set'; print(i, l)
l[0], l[1] = l[1], l[0]; print(l)
d = {}; d['x'], *d['rest'] = 1, 2, 3; print(d)
for a, *b in [(1, 2, 3), 'pq']: print(a, b)
def err(src, v=None):
    try:
        exec(src, {'v': v})
    except Exception as e:
        print(type(e).__name__, e)
err('a, b = 1, 2, 3')
err('a, b, c = 1, 2')
err('a, b = "x"')
err('a, = ()')
err('a, *b, c = [1]')
err('a, b = 5')
err('a, b = None')
err('a, *b = 5')
err('a, b = v', (i for i in range(3)))
err('a, b = v', (i for i in range(1)))
err('a, (b, c) = 1, 2')
err('[a, b] = {1: 2}')
err('() = 1, 2')
err('for a, b in [1]: pass')
() = []
[] = ()
a, b = {'k': 1, 'l': 2}; print(a, b)
class It:
    def __iter__(self): yield from (7, 8)
a, b = It(); print(a, b, [*It(), *It()], (*It(), 9), {*It()}, [*'', *[1]], (*(),))
def g():
    yield 1
    raise ValueError('in the middle')
try:
    a, b = g()
except ValueError as e:
    print(e, a)
print(*[1], *(2,), sep='-'); x = *[1, 2], 3; print(x)
def r(): return 1, *[2, 3]
def y(): yield 1, *[2]
print(r(), next(y())); print({**{}, 'a': 1}, [*{'k': 1}], {*()})
