class Log(dict):
    def __getitem__(self, k): print('get', k); return super().__getitem__(k)
    def __setitem__(self, k, v): print('set', k, v); super().__setitem__(k, v)
d = Log(a=1)
d['a'] += 5; d['a'] -= 1; d['a'] *= 3; d['a'] //= 2; d['a'] **= 2; d['a'] %= 10; d['a'] <<= 3; d['a'] |= 1; d['a'] &= 7; d['a'] ^= 2; d['a'] >>= 1; d['a'] /= 2
def f(x):
    print('eval', x)
    return x
items = [[1], [2]]
f(items)[f(0)] += f([9])
print(items)
class O:
    @property
    def p(self): print('getp'); return self.v
    @p.setter
    def p(self, v): print('setp', v); self.v = v
o = O(); o.v = 1; o.p += 2; o.p *= 5
class I:
    def __init__(self, v): self.v = v
    def __iadd__(self, x): print('iadd', x); self.v += x; return self
    def __add__(self, x): print('add', x); return I(self.v + x)
    def __isub__(self, x): return NotImplemented
    def __sub__(self, x): print('sub', x); return 'subbed'
a = b = I(1); a += 5; print(a is b, a.v); a -= 1; print(a, b.v)
l = m = [1]; l += (2,); l *= 2; print(m); l = l + [0]; print(m, l)
s = 'a'; s += 'b'; s *= 2; s %= () ; print(s)
t = (1,); t += 2, 3; print(t)
x = [1, 2, 3]; x[0] += 10; x[1:] += [7]; x[::2] = x[::-2]; print(x)
def err(src, **k):
    try: exec(src, k)
    except Exception as e: print(type(e).__name__, e)
err('q += 1')
err('x += "a"', x=1)
err('x -= "a"', x=[])
err('x += 5', x=[])
err('x[5] += 1', x=[])
err('x.y += 1', x=5)
err('x @= 1', x=1)
err('x[0] += 1', x=(1,))
err('x **= "a"', x=2)
err('x <<= 1.5', x=2)
