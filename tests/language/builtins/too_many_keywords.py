# Keyword arguments that a builtin does not know, or more than it has.
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)


attempt(lambda: ImportError(0, name=1, path=2, foo=3))
attempt(lambda: ImportError(0, name=1, foo=3))
attempt(lambda: NameError(name=1, foo=3))
attempt(lambda: print(0, sep='', end='', file=None, flush=True, foo=1))
attempt(lambda: sorted([], foo=1, bar=2, baz=3))
attempt(lambda: [].sort(foo=1, bar=2, baz=3))
