"""Class methods of built-in types: callable, bound or not, and what they ask of the class."""
import functools
import types


def tell(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Sub(dict):
    pass


from_bytes, fromkeys = int.__dict__['from_bytes'], dict.__dict__['fromkeys']
print([callable(f) for f in (from_bytes, fromkeys, int.from_bytes, (5).from_bytes, dict.fromkeys, [].__class_getitem__, object.__subclasshook__,
                             type.__dict__['__prepare__'], float.fromhex, bytes.fromhex, object.__init_subclass__)])
tell(lambda: from_bytes(int, b'a', 'big'))
tell(lambda: from_bytes(bool, b'a', 'big'))
tell(lambda: from_bytes())
tell(lambda: from_bytes(5))
tell(lambda: from_bytes(str))
tell(lambda: from_bytes(b'a', 'big'))
tell(lambda: from_bytes.__call__(int, b'a', 'big'))
tell(lambda: from_bytes(int, b'a', 'big', x=1))
tell(lambda: fromkeys(dict))
tell(lambda: fromkeys(dict, 1, 2, 3))
tell(lambda: fromkeys(dict, [1], x=1))
tell(lambda: type(fromkeys(Sub, [1])))
tell(lambda: list(map(dict.fromkeys, [[1], [2]])))
tell(lambda: functools.partial(dict.fromkeys, [1])())
tell(lambda: functools.partial(from_bytes, int)(b'a', 'big'))
tell(lambda: types.MethodType(dict.fromkeys, [1])())
tell(lambda: types.MethodType(from_bytes, int)(b'a', 'big'))
tell(lambda: next(iter(functools.partial(dict.fromkeys, [1]), 3)))
tell(lambda: functools.reduce(dict.fromkeys, [[1], 2]))
tell(lambda: (5).__subclasshook__())
tell(lambda: int.__subclasshook__(1, 2, 3))
