# __prepare__ gives the namespace of the body.
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'):
            print('set', k, v)
        super().__setitem__(k, v)
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print('prepare', name, kw)
        return Log(seed=1)
    def __new__(meta, name, bases, space, **kw):
        return super().__new__(meta, name, bases, dict(space))
class A(metaclass=Meta, k=2):
    x = 1
    y = seed + x
print(A.y, A.seed)
