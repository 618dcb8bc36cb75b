def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, repr(str(e)), e.args)
def a(x, *m):
    if m: assert x, m[0]
    else: assert x
    return 'passed'
err(lambda: a(1))
err(lambda: a(0))
err(lambda: a([], 'message'))
err(lambda: a('', (1, 2)))
err(lambda: a(None, None))
class B:
    def __bool__(self): raise ValueError('no truth')
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class Wrong:
    def __bool__(self): return 5
class WrongLen:
    def __len__(self): return 'a'
err(lambda: a(B()))
err(lambda: bool(L(0)))
err(lambda: bool(L(3)))
err(lambda: bool(L(-1)))
err(lambda: bool(Wrong()))
err(lambda: bool(WrongLen()))
err(lambda: not B())
err(lambda: B() and 1)
err(lambda: 1 if B() else 2)
err(lambda: [1 for _ in 'a' if B()])
print(1 if [] else 2 if () else 3, (1 and 0) or 'x', 0 or None, None or 0, [] and 1 / 0, 1 or 1 / 0, not (1 and 2), not 1 == 2, 'yes' if 'a' in 'abc' and not 'z' in 'abc' else 'no')
x = None
y = x and x.attr or 'default'
if x: z = 1
elif y == 'default': z = 2
else: z = 3
print(y, z, x is None, x is not y, y is y)
if not x and y or z: print('mixed')
print(*(i for i in range(5) if not i % 2 or i == 3))
