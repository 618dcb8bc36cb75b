# property with getter, setter, deleter.
class A:
    def __init__(self): self._x = 0
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): print('deleted')
    ro = property(lambda self: 'read')
a = A()
a.x = 5
print(a.x, A.x.__doc__)
del a.x
for op in ('a.ro = 1', 'del a.ro'):
    try:
        exec(op)
    except AttributeError as e:
        print(e)
try:
    property().__get__(a)
except AttributeError as e:
    print(e)
