# compare: traceback
class A: pass
a = A()
a.b = A()
a.b.c = {'k': None}
def f(x, y): return x.b.c['k'][y] + 1
f(a, 0)
