# Functions carry attributes of their own.
def f():
    """The text."""
f.x = 1
f.y = [2]
print(f.x, f.y, f.__dict__, f.__doc__)
del f.x
try:
    f.x
except AttributeError as e:
    print(e)
f.__name__ = 'renamed'
f.__qualname__ = 'Q.renamed'
f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__)
for name, value in [('__name__', 1), ('__defaults__', 3), ('__dict__', 5), ('__kwdefaults__', 1), ('__code__', 1)]:
    try:
        setattr(f, name, value)
    except TypeError as e:
        print(name, e)
print(callable(f), type(f).__name__, f.__closure__)
class C:
    def m(self): pass
try:
    C().m.x = 1
except AttributeError as e:
    print(e)
C.m.x = 2
print(C().m.x, C().m.__func__ is C.m, C.m.__qualname__)
