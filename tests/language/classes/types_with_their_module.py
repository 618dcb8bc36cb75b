"""Messages call built-in types of modules by their whole names."""
import collections, functools, itertools, types


def tell(f):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def assign(cls):
    cls.x = 1


for cls in (collections.deque, types.GenericAlias, type(int | None), functools.partial, itertools.count, int):
    tell(lambda: cls.nothing)
    tell(lambda: assign(cls))
    tell(lambda: cls.__repr__())
    tell(lambda: cls.__repr__(object()))
    tell(lambda: cls.__repr__)
    tell(lambda: repr(super(cls, cls)))
    tell(lambda: repr(super(cls)))
    tell(lambda: type('sub', (cls, cls), {}))
tell(lambda: types.GenericAlias[1])
tell(lambda: (int | None)[1])
tell(lambda: type(int | None)[1])
tell(lambda: type('sub', (type(int | None),), {}))
tell(lambda: collections.deque.append(1, 2))
tell(lambda: collections.deque.append())
tell(lambda: collections.deque.append)
tell(lambda: collections.deque.maxlen.__get__(1))
tell(lambda: collections.deque.maxlen.__set__(1, 2))
tell(lambda: functools.partial.func)
tell(lambda: functools.partial(len).__setattr__('func', 1))
tell(lambda: itertools.chain.__dict__['from_iterable'].__get__(1, 2))
tell(lambda: itertools.chain.__dict__['from_iterable'].__get__(1, int))
