# __instancecheck__ and __subclasscheck__ of a metaclass.
class Meta(type):
    def __instancecheck__(cls, obj): return obj == 5
    def __subclasscheck__(cls, sub): return sub is str
class A(metaclass=Meta): pass
print(isinstance(5, A), isinstance(6, A), issubclass(str, A), issubclass(int, A), isinstance(6, (str, A)), isinstance(A(), A))
class Proxy:
    @property
    def __class__(self): return int
print(isinstance(Proxy(), int), isinstance(Proxy(), str), isinstance(Proxy(), Proxy))
