class D:
    def __delitem__(self, k): print('delitem', k)
    def __delattr__(self, n): print('delattr', n)
d = D()
del d[1], d['a':2], d[1, 2], d.x, d[...]
a = b = c = 1
del a, (b, [c])
for n in 'abc':
    try: print(eval(n))
    except NameError as e: print(e)
l = list(range(10))
del l[0], l[-1], l[::2]; print(l)
def f(x):
    del x
    try: return x
    except UnboundLocalError as e: return str(e)
print(f(1))
def g():
    y = 1
    def h(): return y
    del y
    try: return h()
    except NameError as e: return str(e)
print(g())
def k():
    global gl
    del gl
gl = 1; k(); print('gl' in globals())
class C:
    z = 1
    del z
print(hasattr(C, 'z'))
def err(src, **kw):
    try: exec(src, kw)
    except Exception as e: print(type(e).__name__, e)
err('del q')
err('del x[0]', x=[])
err('del x["k"]', x={})
err('del x.y', x=d.__class__)
err('del x.y', x=5)
err('del x[0]', x='a')
err('def f():\n  del w\nf()')
err('def f():\n  del w\n  w = 1\nf()')
err('def f():\n  w = 1\n  del w\n  del w\nf()')
err('for i in [1]:\n  del i\ni')
err('del len\nlen')
for i in range(2):
    v = i
    del v, i
print('v' in globals(), 'i' in globals()); del ()
del []
