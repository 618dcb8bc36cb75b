"""Calling a class whose __new__ is in Python: which __init__ follows, and with what."""
log = []


class Both:
    def __new__(cls, *args, **names):
        log.append(('new', cls.__name__, args, names))
        return super().__new__(cls)

    def __init__(self, *args, **names):
        log.append(('init', type(self).__name__, args, names))


class Only:
    def __new__(cls, a, b=2, *, c=3):
        self = object.__new__(cls)
        self.all = a, b, c
        return self


class Other:
    def __init__(self, *args):
        log.append(('other', args))


class Maker:
    """Makes something else, something of a subclass, or what it is told."""
    def __new__(cls, what, *rest, **names):
        return what() if callable(what) else what


class SubMaker(Maker):
    def __init__(self, *args, **names):
        log.append(('sub', args, names))
        if names.get('bad'):
            return 7


class Defaults(Only):
    def __init__(self, a, b=0, *, c=None):
        self.seen = a, b, c


class Lists(list):
    def __new__(cls, *args):
        log.append(('list new', args))
        return super().__new__(cls, 'ignored')


class Number(int):
    pass


class Described:
    def __get__(self, instance, owner):
        return lambda *args: log.append(('described', instance is not None, args))


class Strange(Maker):
    __init__ = Described()


def told():
    return str(log).split(' at 0x')[0] if '0x' in str(log) else log


def show(f, *args, **names):
    log.clear()
    try:
        made = f(*args, **names)
        print(type(made).__name__, getattr(made, "all", None), getattr(made, "seen", None), told())
    except Exception as e:
        print(type(e).__name__, e, told())


show(Both)
show(Both, 1, x=2)
show(lambda: Both(1, 2, y=3))
show(lambda: Both(*[1], **{'z': 2}))
show(lambda: Only(1))
show(lambda: Only(1, c=5))
show(lambda: Only(1, d=5))
show(lambda: Only())
show(lambda: Defaults(1, c=2))
show(lambda: Defaults(1, 2, 3))
show(lambda: Maker(Other))
show(lambda: Maker(5))
show(lambda: Maker(lambda: SubMaker.__new__(SubMaker, 5)))
show(lambda: Maker(lambda: object.__new__(SubMaker), 1, k=2))
show(lambda: Maker(lambda: object.__new__(SubMaker), bad=True))
show(lambda: SubMaker(lambda: object.__new__(SubMaker), bad=True))
show(lambda: SubMaker(lambda: 1, bad=True))
show(lambda: Maker(lambda: object.__new__(Strange), 1))
show(lambda: Strange(lambda: object.__new__(Strange), 1))
show(lambda: Maker(object.__new__))
show(lambda: Lists((1, 2)))
show(lambda: Number('12'))
show(lambda: Number('12', base=5))
show(lambda: Number('x'))
for kind in list, dict, set, bytearray, frozenset, object, property, classmethod, super:
    for args in (), ([],), ([1], 2), (1, 2, 3, 4):
        try:
            print(kind.__name__, args, type(kind(*args)).__name__)
        except Exception as e:
            print(kind.__name__, args, type(e).__name__, e)
print(list(map(type, [1, 'a', None, Only])), type(type), type(Only(1)) is Only)


def many():
    for i in range(2000):
        yield Both(i, k=[i] * 20), Only(i), Defaults(i, c=[i] * 10), Lists((i,)), list((i, i)), dict(a=i), set([i])


print(sum(len(group) + group[2].seen[0] for group in many()), len(log))
