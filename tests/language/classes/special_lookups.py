# __sizeof__ and __getnewargs_ex__ are asked of the class, __reduce_ex__ takes an int; super() does not look into cells that it is given
import sys
import types


class S:
    size = 1000

    def __sizeof__(self):
        return self.size

    def __getattr__(self, name):
        raise AssertionError(name)

    def __getstate__(self):
        return {}


s = S()
print(sys.getsizeof(s) >= 1000, s.__reduce_ex__(2)[1:])
for size in 'x', -1:
    s.size = size
    for default in (), (7,):
        try:
            print(sys.getsizeof(s, *default))
        except (TypeError, ValueError) as e:
            print(type(e).__name__)
try:
    s.__reduce_ex__(None)
except TypeError as e:
    print(e)


class X:
    def plain(self):
        super()

    def captured(self):
        def inner():
            return self
        return super().__init__, inner


X().captured()
for method in X.plain, X.captured:
    try:
        method(types.CellType(X()))
    except TypeError as e:
        print(e)
m = types.ModuleType('m')
print(m.__annotations__, '__annotations__' in m.__dict__)
del m.__annotations__
try:
    del m.__annotations__
except AttributeError as e:
    print(e)


class M(types.ModuleType):
    __dict__ = property(lambda self: 'none')


try:
    dir(M('m'))
except TypeError as e:
    print(e)
for cls in type({}.keys()), type(lambda: (yield)), type(iter([])):
    try:
        cls()
    except TypeError as e:
        print(e)
