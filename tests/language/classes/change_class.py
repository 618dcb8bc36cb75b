# __class__ can be assigned when the layouts agree; attributes added to a class show at once.
class A:
    def f(self): return 'A'
class B:
    def f(self): return 'B'
a = A()
a.__class__ = B
print(a.f(), type(a).__name__)
B.g = lambda self: 'new'
print(a.g())
B.f = lambda self: 'changed'
print(a.f())
del B.g
print(hasattr(a, 'g'))
try:
    a.__class__ = int
except TypeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)
