class G:
    def __getitem__(self, k): return ('get', k)
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __contains__(self, x): print('contains', x); return [] if x else [1]
g = G()
print(g[0], g['a', 1], g[1:2:3], g[:, ...], g[-1], g[None], g[[1]], g[lambda: 0].__class__)
g[1] = 2; g[1:2] = 'x'; g[()] = (); del g[5], g[:], g[1, 2]
print(1 in g, 0 in g, 0 not in g)
class Matrix:
    def __init__(self, n): self.rows = [[0] * n for _ in range(n)]
    def __getitem__(self, ij): i, j = ij; return self.rows[i][j]
    def __setitem__(self, ij, v): i, j = ij; self.rows[i][j] = v
m = Matrix(2); m[0, 1] = 5; m[1, 1] += 7; m[0, 0], m[1, 0] = 1, 2; print(m.rows, m[0, 1])
class Cls:
    def __class_getitem__(cls, k): return f'{cls.__name__}[{k}]'
class Sub(Cls): pass
print(Cls[1], Sub['a', 2])
class Meta(type):
    def __getitem__(cls, k): return 'meta', k
    def __len__(cls): return 9
    def __iter__(cls): return iter('xy')
    def __contains__(cls, k): return k == 'in'
    def __call__(cls, *a): return ('called', a)
    def __bool__(cls): return False
    def __add__(cls, o): return 'sum'
class X(metaclass=Meta): pass
print(X[1], len(X), list(X), 'in' in X, X(1, 2), bool(X), X + 1)
class Missing(dict):
    def __missing__(self, k): return ('missing', k)
x = Missing(a=1); print(x['a'], x['b'], x.get('b'), 'b' in x, len(x))
class Hint:
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return 10
print(list(Hint()), tuple(Hint()), [*Hint()])
class BadHint(Hint):
    def __length_hint__(self): raise ValueError('hint')
class NegHint(Hint):
    def __length_hint__(self): return -1
class StrHint(Hint):
    def __length_hint__(self): return 'a'
for C in (BadHint, NegHint, StrHint):
    try: print(list(C()))
    except Exception as e: print(type(e).__name__, e)
