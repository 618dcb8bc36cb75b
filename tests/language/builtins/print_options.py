print()
print(1, 2, sep='-', end='!\n')
print('a', 'b', sep='')
print('x', end='')
print('y', end=None)
print(1, None, 'é', [1, 'b'], sep=None)
print(*range(3), sep=', ')
print('', '', sep='|')
print('flushed', flush=True)
def err(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: print(1, sep=5))
err(lambda: print(1, end=5))
err(lambda: print(1, foo=5))
class S:
    def __str__(self): return 'S!'
class B:
    def __str__(self): raise ValueError('str failed')
print(S(), [S].__len__(), sep='*')
err(lambda: print('before', B(), 'after'))
print()
class R:
    def __repr__(self): return 'R!'
print(R(), [R()], {'k': R()}, (R(),))
print(print('inner'))
class W:
    def __init__(self): self.out = []
    def write(self, s): self.out.append(s)
w = W()
print('to', 'w', 1, file=w)
print(w.out)
