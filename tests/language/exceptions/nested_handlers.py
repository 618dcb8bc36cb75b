# The current exception follows the nesting of handlers.
import sys
def cur(): return repr(sys.exc_info()[1])
print(cur())
try:
    raise ValueError(1)
except ValueError:
    print(cur())
    try:
        raise KeyError(2)
    except KeyError:
        print(cur())
        def f():
            print('f', cur())
            try: raise TypeError(3)
            except TypeError: print('f', cur())
            print('f', cur())
        f()
        print(cur())
    print(cur())
    try:
        raise
    except ValueError as e:
        print('reraised', e)
    print(cur())
print(cur())
for i in range(2):
    try:
        raise OSError(i)
    except OSError:
        if i: break
        continue
print(cur())
def g():
    try: raise ValueError('g')
    except ValueError: return cur()
print(g(), cur())
def helper(): raise
try:
    try: raise IndexError('from handler')
    except IndexError: helper()
except IndexError as e:
    print('bare raise in a helper', e)
try:
    raise ValueError('a')
except ValueError as e:
    saved = e
    try:
        raise KeyError('b') from e
    except KeyError as k:
        print(k.__cause__ is saved)
try: e
except NameError as n: print(n)
print(sys.exc_info())
