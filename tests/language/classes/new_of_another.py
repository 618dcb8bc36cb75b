"""What every __new__ of a built-in type asks of the class, before it looks at the arguments."""
import collections, functools, itertools, types


def tell(f, *arguments, **named):
    try:
        print(f(*arguments, **named))
    except TypeError as e:
        print(e)


class Number(int): pass
class Mapping(dict): pass
class Error(OSError): pass


kinds = [int, str, list, tuple, dict, set, frozenset, float, complex, bool, bytes, bytearray, range, slice, object, type, property, super, enumerate, zip, map,
         filter, reversed, memoryview, classmethod, staticmethod, collections.deque, functools.partial, itertools.count, itertools.chain, itertools.product,
         types.GenericAlias, types.FunctionType, types.MethodType, types.MappingProxyType, types.CellType, types.ModuleType, type(None), type(...),
         type(NotImplemented), OSError, BaseExceptionGroup]
for kind in kinds:
    tell(kind.__new__)
    tell(kind.__new__, 5)
    tell(kind.__new__, None, 1, 2, 3, 4, 5, 6, x=7)
    tell(kind.__new__, Number if kind not in (int, object) else Mapping)
    tell(object.__new__, kind if kind is not object else int)
tell(int.__new__, bool)
tell(int.__new__, Number)
tell(dict.__new__, Mapping)
tell(object.__new__, Number, 1)
tell(object.__new__, Mapping)
tell(BaseException.__new__, Error)
tell(BaseException.__new__, OSError, 1)
print(type(OSError.__new__(Error)))




class Deep(Number): pass


for i in range(100):
    Deep = type('Deep', (Deep,), {})
print(int.__new__(Deep, 3) + 1, Deep('4') + 1)
tell(list.__new__, Deep)
