# What __exit__ sees and what its answer does.
import sys
class E:
    def __init__(self, answer): self.answer = answer
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t, v, tb.tb_lineno > 0 if tb else None, sys.exc_info()[0])
        return self.answer
class Truthy:
    def __bool__(self): print('bool asked'); return True
class BadBool:
    def __bool__(self): raise RuntimeError('bool')
for answer in (None, 0, '', 1, [0], Truthy()):
    try:
        with E(answer): raise ValueError('v')
        print('swallowed')
    except ValueError as e:
        print('went through')
with E(Truthy()): pass
try:
    with E(BadBool()): raise ValueError
except RuntimeError as e:
    print(e, repr(e.__context__))
class Reraise:
    def __enter__(self): pass
    def __exit__(self, t, v, tb): raise v
try:
    with Reraise(): raise KeyError('same')
except KeyError as e:
    print(e, e.__context__)
class Inst: pass
i = Inst(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: 1
try:
    with i: pass
except TypeError as e:
    print(e)
class Attr:
    def __getattr__(self, n): print('getattr', n); return lambda *a: None
try:
    with Attr(): pass
except TypeError as e:
    print(e)
class Stat:
    @staticmethod
    def __enter__(): return 's'
    @classmethod
    def __exit__(cls, *a): print(cls.__name__, len(a))
with Stat() as s: print(s)
try:
    with E(True): sys.exit(3)
    print('exit swallowed')
finally:
    print('end')
