# getattr, setattr, hasattr, delattr, callable.
class A:
    x = 1
    def __getattr__(self, n):
        if n == 'computed': return 'c'
        if n == 'broken': raise ValueError('broken')
        raise AttributeError(n)
    @property
    def bad(self): raise AttributeError('inside')
a = A()
print(getattr(a, 'x'), getattr(a, 'computed'), getattr(a, 'y', 'default'), getattr(a, 'bad', 'd'), hasattr(a, 'x'), hasattr(a, 'y'), hasattr(a, 'bad'), hasattr(a, 'computed'))
setattr(a, 'y', 5); setattr(a, 'odd name', 6)
print(a.y, getattr(a, 'odd name'), vars(a))
delattr(a, 'y')
for f in (lambda: hasattr(a, 'broken'), lambda: getattr(a, 'broken', 1), lambda: getattr(a, 'z'), lambda: delattr(a, 'y'), lambda: getattr(a, 1), lambda: setattr(a, 1, 2), lambda: hasattr(a, None), lambda: setattr(5, 'x', 1), lambda: delattr(a, 2), lambda: setattr(object(), 'x', 1), lambda: getattr(a)):
    try:
        f()
    except (AttributeError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
