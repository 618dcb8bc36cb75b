# Natives of one type as methods of a class that is no subclass of it.
import operator
def say(f):
    try:
        r = f()
        print(type(r).__name__, r if isinstance(r, (int, str)) else '')
    except Exception as e:
        print(type(e).__name__, e)
class C:
    upper = str.upper
    append = list.append
    __len__ = str.__len__
    __getitem__ = list.__getitem__
    __setitem__ = list.__setitem__
    __add__ = int.__add__
    __radd__ = int.__radd__
    __iter__ = list.__iter__
    __hash__ = str.__hash__
    __eq__ = str.__eq__
    __lt__ = int.__lt__
    __contains__ = dict.__contains__
    __repr__ = int.__repr__
    __call__ = str.upper
    __bool__ = int.__bool__
    __next__ = iter([]).__class__.__next__
    __index__ = int.__index__
    __format__ = int.__format__
    join = staticmethod(str.join)
    fromkeys = dict.fromkeys
    maketrans = str.maketrans
    isum = sum
    imin = min
    imap = map
    real = int.real
    get = operator.itemgetter(0)
for _ in range(3):
    c = C()
    for f in (lambda: c.upper(), lambda: c.append(1), lambda: len(c), lambda: c[0], lambda: c + 1, lambda: 1 + c,
              lambda: iter(c), lambda: hash(c), lambda: c == 'a', lambda: c < 3, lambda: 1 in c, lambda: repr(c), lambda: c(), lambda: bool(c),
              lambda: next(c), lambda: operator.index(c), lambda: format(c, ''), lambda: c.join('a', 'bc'), lambda: list(c.fromkeys('ab')),
              lambda: c.maketrans('a', 'b')[97], lambda: c.isum(), lambda: c.imin(), lambda: c.imin(2), lambda: type(c.imap(3)), lambda: c.real,
              lambda: list(c), lambda: sorted([c, c]), lambda: {c: 1}, lambda: {1: 2}[c], lambda: [0, 1][c], lambda: max(c, c), lambda: sum([c, c]),
              lambda: list(map(c, [1])), lambda: [*c], lambda: C(1), lambda: str(c), lambda: c.get([5])):
        say(f)
def setitem():
    c[0] = 1
say(setitem)
class E:
    __new__ = object.__new__
    __init__ = list.__init__
class F(list):
    __init__ = dict.__init__
class H:
    __init__ = dict.update
class I:
    __setattr__ = str.upper
    __getattr__ = str.join
for k in E, F, H, I:
    say(lambda: k())
    say(lambda: k([1]))
say(lambda: I().x)
say(lambda: setattr(I(), 'a', 1))
class J:
    __enter__ = str.upper
    __exit__ = list.append
    __aenter__ = str.upper
    __await__ = str.upper
class K(J):
    def up(self): return super().__enter__()
    def new(self): return super().__new__(int)
def enter():
    with J(): pass
say(enter)
say(lambda: K().up())
say(lambda: K().new())
say(lambda: (5).__new__(int))
say(lambda: 'a'.__new__(str, 'x'))
class L:
    __enter__ = object
    def __exit__(self, *a): pass
def enter():
    with L() as l: print(type(l))
say(enter)
def bind():
    f = c.__setitem__
say(bind)
