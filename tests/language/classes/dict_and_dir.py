# __dict__ of instances and classes, vars, dir.
class A:
    k = 1
    def f(self): pass
a = A()
a.z = 1
a.__dict__['y'] = 2
print(a.y, vars(a), sorted(n for n in dir(a) if not n.startswith('_')))
print('f' in A.__dict__, type(A.__dict__).__name__)
try:
    A.__dict__['q'] = 1
except TypeError as e:
    print(e)
a.__dict__ = {'only': 1}
print(a.only, hasattr(a, 'z'))
