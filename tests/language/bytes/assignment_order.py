"""The byte is looked at before the place; memoryview cannot delete."""


def tell(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)


def delete(x, i):
    del x[i]
    return x


class Index:
    def __init__(self, n): self.n = n
    def __index__(self):
        print('asked', self.n)
        return self.n


for place in 0, 5, -5, 2**70, Index(0), Index(7), Index(-1), 'x', None:
    for byte in 1, 256, -1, 'x', None, Index(2), Index(300), 2**70:
        tell(lambda: bytearray(b'abc').__setitem__(place, byte))
    tell(lambda: delete(bytearray(b'abc'), place))
    tell(lambda: delete(memoryview(b'abc'), place))
    tell(lambda: delete(memoryview(bytearray(b'abc')), place))
tell(lambda: memoryview(b'abc').__delitem__(0))
tell(lambda: memoryview(b'abc').__delitem__())
