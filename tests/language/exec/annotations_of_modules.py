# A module makes its __annotations__ when it is asked; those of the main module are there from the start.
import types

print(__annotations__)
m = types.ModuleType('m')
print('__annotations__' in vars(m), m.__annotations__, '__annotations__' in vars(m))
m.__annotations__ = 5
print(m.__annotations__)
del m.__annotations__
try:
    del m.__annotations__
except AttributeError as e:
    print('AttributeError', e)
try:
    exec('if 1:\n  x: int\n  del __annotations__\n  y: int', vars(m))
except NameError as e:
    print(e)
