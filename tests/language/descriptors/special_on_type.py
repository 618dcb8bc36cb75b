# Special methods are looked up on the type, not on the instance.
class A:
    def __len__(self): return 1
a = A()
a.__len__ = lambda: 5
print(len(a), a.__len__())
class B: pass
b = B()
b.__call__ = lambda: 1
try:
    b()
except TypeError as e:
    print(e)
B.__call__ = lambda self: 'called'
print(b())
