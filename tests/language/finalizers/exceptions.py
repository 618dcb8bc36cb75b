# An exception out of a finaliser goes to sys.unraisablehook, and no further.
import gc
import sys
import weakref


def hook(unraisable):
    culprit = unraisable.object
    print(unraisable.exc_type.__name__, unraisable.exc_value, getattr(culprit, '__qualname__', culprit), unraisable.err_msg)
    if 'ignored' not in str(unraisable.exc_value):
        print(unraisable.exc_traceback is not None)


sys.unraisablehook = hook


class Bad:
    def __del__(self):
        raise ValueError('bad end')


class Worse:
    def __del__(self):
        return self.missing


Bad()
gc.collect()
Worse()
gc.collect()


def callback(reference):
    1 / 0


class Thing:
    pass


t = Thing()
r = weakref.ref(t, callback)
del t
gc.collect()


def stubborn():
    try:
        yield 1
    finally:
        raise KeyError('in finally')


g = stubborn()
next(g)
del g
gc.collect()


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
next(g)
del g
gc.collect()

try:
    raise LookupError('being handled')
except LookupError as e:
    Bad()
    gc.collect()
    print(repr(e), sys.exc_info()[0])
sys.unraisablehook = sys.__unraisablehook__
print('end')
