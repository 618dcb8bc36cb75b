def err(f, *a):
    try: print(f(*a))
    except NameError as e: print(type(e).__name__, e, getattr(e, 'name', None))
x = 1
def a():
    print(x)
    x = 2
def b():
    if False: y = 1
    return y
def c():
    for z in []: pass
    return z
def d():
    try: raise ValueError
    except ValueError as e: pass
    return e
def e_():
    x += 1
def f():
    del x
def g():
    def h(): return w
    h()
    w = 1
def i():
    import math as q
    del q
    return q
def j():
    with_x = [k for k in range(2)]
    return k
def k_():
    class C: v = undefined_here
def l():
    return (lambda: m)()
def n():
    global never_made
    return never_made
def o():
    def p():
        nonlocal r
        return r
    err(p)
    r = 1
    return p()
def s():
    while True:
        if (t := 0): u = 1
        break
    return u
def v(flag):
    if flag: value = 'set'
    return value
for fn in (a, b, c, d, e_, f, g, i, j, k_, l, n, o, s): print(fn.__name__, end=' '); err(fn)
err(v, True); err(v, False)
class K:
    try: print(zz)
    except NameError as e: print(e)
    x = x
print(K.x)
try: undefined_at_module
except NameError as e: print(e, e.name)
try: prnt
except NameError as e: print(e)
