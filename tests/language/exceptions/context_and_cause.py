def show(e, depth=0):
    print('  ' * depth + repr(e), 'suppress' if e.__suppress_context__ else '')
    if e.__cause__ is not None: print('  ' * depth + 'cause:'); show(e.__cause__, depth + 1)
    if e.__context__ is not None: print('  ' * depth + 'context:'); show(e.__context__, depth + 1)
def run(f):
    try:
        f()
    except BaseException as e:
        show(e)
def implicit():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError('k')
def explicit():
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError('k') from e
def suppressed():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError('k') from None
def in_finally():
    try: raise ValueError(1)
    finally: raise TypeError(2)
def three():
    try:
        try: raise ValueError(1)
        except ValueError: raise TypeError(2)
    except TypeError: raise KeyError(3)
def same():
    try: raise ValueError(1)
    except ValueError as e:
        try: raise KeyError(2)
        except KeyError: raise e
def cls_cause(): raise ValueError from KeyError
def bad_cause(): raise ValueError from 5
def unrelated():
    try: raise ValueError(1)
    except ValueError: pass
    raise KeyError(2)
for f in (implicit, explicit, suppressed, in_finally, three, same, cls_cause, bad_cause, unrelated):
    print('--', f.__name__)
    run(f)
e = ValueError()
e.__cause__ = KeyError(1); print(e.__suppress_context__)
for attr in ('__cause__', '__context__', '__traceback__'):
    try: setattr(e, attr, 5)
    except TypeError as x: print(x)
