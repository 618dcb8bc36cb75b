# Special methods that are natives which ask for each other: an error, not the end of the C stack.
class A:
    __repr__ = object.__str__
class B:
    __str__ = object.__str__
    __repr__ = object.__str__
class C:
    __format__ = object.__format__
    __str__ = object.__str__
    __repr__ = object.__str__
class D(list):
    __repr__ = object.__str__
class E(Exception):
    __repr__ = object.__str__
    __str__ = object.__repr__
for cls in (A, B, C, D):
    for what in (repr, str, format, ascii, lambda x: '%s' % x, lambda x: f'{x!r}', lambda x: '{}'.format(x)):
        try: print(cls.__name__, what(cls()))
        except RecursionError: print(cls.__name__, 'RecursionError')
print(str(E('x')).startswith('<__main__.E object at'))
