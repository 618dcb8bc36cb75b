# A metaclass makes the class and its attributes.
class Meta(type):
    def __new__(meta, name, bases, space, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in space if not k.startswith('__')), kw)
        return super().__new__(meta, name, bases, space)
    def __init__(cls, name, bases, space, **kw):
        super().__init__(name, bases, space)
        cls.registered = True
    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)
    def hello(cls):
        return 'hello from ' + cls.__name__
class A(metaclass=Meta, extra=1):
    x = 1
    def __init__(self, *a): pass
class B(A):
    y = 2
print(A.registered, B.hello(), type(B) is Meta)
B(1, 2)
try:
    B().hello()
except AttributeError as e:
    print(e)
