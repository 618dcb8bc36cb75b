# object.__setattr__ and __delattr__ refuse classes; type has its own
class M(type):
    def __setattr__(cls, name, value):
        object.__setattr__(cls, name, value)


class B:
    pass


class C(B, M):
    pass


class A(metaclass=M):
    pass


for f in (lambda: setattr(A, 'x', 1), lambda: setattr(C('D', (), {}), 'x', 1), lambda: object.__delattr__(B, 'x'),
          lambda: type.__setattr__(3, 'x', 1), lambda: dict.__dict__['fromkeys'].__get__(42),
          lambda: dict.__dict__['fromkeys'].__get__(None, int), lambda: dict.__dict__['fromkeys'].__get__(None, 3)):
    try:
        f()
    except TypeError as e:
        print(e)
type.__setattr__(B, 'x', 3)
print(B.x)
type.__delattr__(B, 'x')
print(hasattr(B, 'x'), type.__dict__['__setattr__'])


class N:
    @classmethod
    def __new__(*args):
        return args


print(N(1, 2), type('P', (N,), {})(3))
