# __abstractmethods__ that is not there: AttributeError, also when deleted; a type's own docs and names cannot be deleted
class X:
    pass


for f in (lambda: X.__abstractmethods__, lambda: type.__abstractmethods__, lambda: delattr(X, '__abstractmethods__')):
    try:
        f()
    except AttributeError as e:
        print(e)
X.__abstractmethods__ = {'a'}
try:
    X()
except TypeError as e:
    print(e)
del X.__abstractmethods__
print(isinstance(X(), X))
for name in '__doc__', '__name__', '__qualname__', '__module__', '__bases__':
    for cls in X, int:
        try:
            delattr(cls, name)
        except TypeError as e:
            print(e)
for name, error in ('a\0b', ValueError), ('a\udcdc', UnicodeEncodeError):
    for f in (lambda: type(name, (), {}), lambda: setattr(X, '__name__', name)):
        try:
            f()
        except error as e:
            print(type(e).__name__, e)
try:
    type('A', (), {'__doc__': 'x\udcdc'})
except UnicodeEncodeError as e:
    print(e)
