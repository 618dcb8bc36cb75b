# slice objects and their indices.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None).indices(4), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(5) == slice(None, 5), slice(1) < slice(2), 'abcdef'[s], [0, 1, 2, 3][slice(-2, None)])
try:
    hash(slice(1))
except TypeError as e:
    print(e)
