# compare: traceback
class C:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise KeyError('from exit')
with C():
    raise ValueError('from body')
