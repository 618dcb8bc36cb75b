# Functions bind through __get__.
def f(self, x): return self, x
print(f.__get__(1, int)(2), f.__get__(None, int) is f)
class A: pass
A.g = f
a = A()
print(a.g(3)[1], A.g('s', 4))
a.h = f
print(a.h(1, 2))
