class A:
    c = 'class'
    def __init__(self): self.i = 'inst'
a = A()
print(getattr(a, 'c'), getattr(a, 'i'), getattr(a, 'zz', 'dflt'), hasattr(a, 'c'), hasattr(a, 'zz'), setattr(a, 'n', 5), a.n, delattr(a, 'n'), hasattr(a, 'n'), vars(a), a.__dict__ is vars(a), getattr(5, 'real'), getattr('', 'upper')())
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: getattr(a, 'zz'))
err(lambda: getattr(a, 5))
err(lambda: getattr(a))
err(lambda: hasattr(a, 5))
err(lambda: setattr(a, 5, 1))
err(lambda: setattr(a, 'x'))
err(lambda: delattr(a, 'zz'))
err(lambda: delattr(a, 'c'))
err(lambda: vars(5))
err(lambda: A.zz)
err(lambda: (5).zz)
err(lambda: None.zz)
err(lambda: len.zz)
err(lambda: [].zz)
err(lambda: setattr(5, 'x', 1))
err(lambda: setattr(5, 'real', 1))
err(lambda: setattr([], 'x', 1))
err(lambda: setattr([], 'append', 1))
err(lambda: setattr(None, 'x', 1))
err(lambda: delattr(5, 'x'))
err(lambda: setattr(a, '__dict__', 5))
err(lambda: setattr(a, '__class__', 5))
err(lambda: setattr(a, '__class__', int))
setattr(a, 'not an identifier', 1)
print(getattr(a, 'not an identifier'), vars(a), [n for n in dir(a) if not n.startswith('__')])
a.__dict__['direct'] = 9
print(a.direct); a.__dict__ = {'fresh': 1}; print(a.fresh, hasattr(a, 'i'))
class P:
    @property
    def bad(self): raise ValueError('inside')
    @property
    def missing(self): raise AttributeError('prop')
err(lambda: hasattr(P(), 'bad'))
print(hasattr(P(), 'missing'), getattr(P(), 'missing', 'd'))
