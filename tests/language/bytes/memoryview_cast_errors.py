"""memoryview.cast: what is looked at first, and how it is refused."""


def tell(f):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


class Number(int): pass


view = memoryview(b'abcdefgh')
for format in 'é', 'aé', '中文', '\ud800', 'B', '', '@b', '@é', 'BB', 'x', 'ééé', 'q', '@', '@@B', '\0', '<B', 'c', 5, b'B', None:
    tell(lambda: view.cast(format).tolist())
    tell(lambda: view.cast(format, [8]).tolist())
    tell(lambda: view.cast(format, (1,)).tolist())
    tell(lambda: view.cast(format, shape=[-1]))
    tell(lambda: view.cast(format, shape=[0]))
    tell(lambda: view.cast(format, shape=['a']))
    tell(lambda: view.cast(format, shape=[2**64]))
    tell(lambda: view.cast(format, shape=[2**62, 2**62]))
    tell(lambda: view.cast(format, shape=[2, 8]))
    tell(lambda: view.cast(format, shape=[3, 3]))
    tell(lambda: view.cast(format, shape=[1] * 65))
    tell(lambda: view.cast(format, shape=5))
    tell(lambda: view.cast(format, None))
    tell(lambda: view.cast('H').cast(format).tolist())
    tell(lambda: view[::2].cast(format))
    tell(lambda: view[0:0:2].cast(format))
    tell(lambda: view[0:0].cast(format, [1]))
    tell(lambda: view[0:1:2].cast(format).tolist())
tell(lambda: view.cast('B', [Number(8)]).shape)
print(view[0:0:2].c_contiguous, view[0:1:2].contiguous, view[::2].contiguous, view[0:0].f_contiguous)
