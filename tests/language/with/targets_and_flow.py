class C:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): print('exit', self.v)
d, l = {}, [0, 0]
class O: pass
o = O()
with C((1, (2, 3))) as (a, (b, *c)), C('item') as d['k'], C('attr') as o.x, C('idx') as l[1]:
    print(a, b, c, d, o.x, l)
def f():
    with C('return'):
        return 'value'
def g():
    for i in range(3):
        with C(i):
            if i == 0: continue
            if i == 1: break
    return i
def h():
    with C('outer'):
        with C('inner'):
            try:
                return 'try'
            finally:
                print('finally')
print(f(), g(), h())
def gen():
    with C('gen'):
        yield 1
        yield 2
it = gen(); next(it); it.close(); print(list(gen()))
try:
    with C((1, 2)) as (x, y, z): pass
except ValueError as e:
    print(e)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for bad in (NoExit, NoEnter, lambda: 5, lambda: None):
    try:
        with bad(): pass
    except TypeError as e:
        print(e)
with C(1), C(2): pass
with (C(3)): pass
with (C(4), C(5)): pass
