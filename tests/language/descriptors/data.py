# A data descriptor goes before the instance's dict, a non-data one after it.
class Data:
    def __get__(self, o, c): return 'data'
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('delete')
class Non:
    def __get__(self, o, c): return 'non', o is None, c.__name__
class A:
    d = Data()
    n = Non()
a = A()
a.__dict__.update(d=1, n=2)
print(a.d, a.n, A.d, A.n)
a.d = 3
del a.d
b = A()
print(b.n)
b.n = 5
print(b.n)
