class AppError(Exception):
    """Base."""
class NotFound(AppError):
    def __init__(self, key, *, code=404):
        super().__init__(f'no {key}')
        self.key, self.code = key, code
class Both(NotFound, KeyError): pass
for c in (AppError, lambda: NotFound('x'), lambda: Both('y', code=1), lambda: AppError('a', 'b')):
    try:
        raise c()
    except NotFound as e:
        print('NotFound', e, e.key, e.code, e.args, repr(e))
    except AppError as e:
        print('AppError', repr(str(e)), repr(e))
class Str(Exception):
    def __str__(self): return 'custom text'
    def __repr__(self): return 'custom repr'
print(str(Str(1)), repr(Str(1)), [Str()], f'{Str()}')
class NoInit(Exception):
    def __init__(self, a): pass
e = NoInit(7); print(e.args, repr(e), str(e))
print(str(KeyError('a')), str(KeyError('a', 'b')), str(KeyError()), repr(KeyError([1])), str(ValueError(None)), str(ValueError('a', 1)), repr(ValueError('a',)), str(OSError(2, 'No such')), repr(OSError(2, 'x')), OSError(2, 'x').errno, OSError(2, 'x', 'file').filename, str(OSError('only')), type(OSError(2, 'x')).__name__)
s = StopIteration(5); print(s.value, s.args, SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code, ImportError('m', name='n', path='p').name, AttributeError('q', name='nm', obj=5).obj, NameError('z', name='zz').name)
x = ValueError(1); x.args = (2, 3); x.extra = 'e'; print(x, x.args, x.extra, x.__dict__, x.with_traceback(None) is x)
try: x.args = 5
except TypeError as t: print(t)
try: ValueError(a=1)
except TypeError as t: print(t)
u = UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why'); print(u, u.reason, u.start, u.object, u.encoding)
class Meta(type): pass
print(issubclass(Both, LookupError), [c.__name__ for c in Both.__mro__])
