# print: sep, end, file, str() of each argument.
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append('FLUSH')
class A:
    def __str__(self): return 'A-text'
print(1, 'a', None, [1], A(), sep='-', end='|\n')
print(); print(sep='x'); print('', end=''); print(1, sep=None, end=None); print('é€😀', *range(3))
w = W()
print(1, A(), file=w, flush=True)
print('x', end='', file=w)
print(w.parts)
for f in (lambda: print(sep=1), lambda: print(end=1), lambda: print(1, file=3), lambda: print(1, foo=2)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
import sys
old, sys.stdout = sys.stdout, w
print('redirected')
sys.stdout = old
print(w.parts[-2:])
