# A true value of __exit__ swallows the exception.
class Swallow:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): return t is ValueError
with Swallow():
    raise ValueError
print('after')
try:
    with Swallow():
        raise KeyError('k')
except KeyError as e:
    print(e)
class Two:
    def __enter__(self): pass
    def __exit__(self, *a): raise OSError('exit')
try:
    with Swallow(), Two():
        raise ValueError('body')
except OSError as e:
    print(e, repr(e.__context__))
