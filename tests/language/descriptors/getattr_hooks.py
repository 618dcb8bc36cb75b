# __getattr__ is asked last, __getattribute__ first.
class A:
    x = 1
    def __getattr__(self, name): return 'missing ' + name
print(A().x, A().y, getattr(A(), 'z', 'default'))
class B:
    def __getattribute__(self, name):
        if name == 'secret':
            raise AttributeError('no')
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return 'fallback ' + name
b = B()
b.v = 3
print(b.v, b.secret)
class C:
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 10)
    def __delattr__(self, n): print('del', n)
c = C()
c.a = 1
del c.a
print(c.a)
