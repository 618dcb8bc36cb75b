"""What is refused first, and in which words, when several things are wrong."""


def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def assign(x, i, value=1):
    x[i] = value
    return x


def delete(x, i):
    del x[i]
    return x


class Plain:
    pass


class Sub(int):
    pass


union = int | None
tell(lambda: isinstance(None, (None, 1)))
tell(lambda: isinstance(None, (str, None)))
tell(lambda: isinstance(None, union))
tell(lambda: isinstance(None, (str, union)))
tell(lambda: issubclass(type(None), (str, None)))
tell(lambda: issubclass(type(None), (str, union)))
tell(lambda: isinstance(None, (str, (union, None))))
for value in union, list[int], 5, Plain(), None:
    tell(lambda: ''.join(value))
    tell(lambda: b''.join(value))
for value in '', 'abc', b'', (), (1,), range(3), {1}, frozenset(), 5, 1.5, None, Plain(), Sub(3), int, memoryview(b'ab'), len:
    for key in 2**70, -2**70, 2**63, 0:
        tell(lambda: assign(value, key))
        tell(lambda: delete(value, key))
for key in slice(None, None, 0), slice(None, None, 2), slice(None, None, True), slice(1, 2), slice('a', None), slice(None, None, 'a'):
    for value in 1, None, 'x', 1.5:
        tell(lambda: assign([1, 2, 3], key, value))
        tell(lambda: assign(bytearray(b'abc'), key, value))
for cls in int, type, object, list:
    for name in '__class__', '__mro__', '__name__', '__bases__', '__base__', '__dict__', '__doc__', 'x', '__module__':
        tell(lambda: setattr(cls, name, 5))
        tell(lambda: delattr(cls, name))
for name in '\ud800', 'a\ud800b', 'no such', 'x\0y':
    tell(lambda: 'a'.encode(name))
    tell(lambda: b'a'.decode(name))
    tell(lambda: str(b'a', name))
