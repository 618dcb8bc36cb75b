# dir() of a module: of its __dict__, or what its __dir__ says.
import types

m = types.ModuleType('m')
m.__dir__ = lambda: ['z', 'a']
print(dir(m), m.__dir__())


class Bad(types.ModuleType):
    __dict__ = 8


class Own(types.ModuleType):
    __dict__ = {'a': 1}


try:
    dir(Bad('x'))
except TypeError as e:
    print(e)
print(dir(Own('x')))
