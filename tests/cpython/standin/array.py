"""Arrays that can only be asked for the size of an item."""

import unittest


class array:
    def __init__(self, typecode, *initializer):
        if initializer:
            raise unittest.SkipTest('there is no array.array')
        self.typecode = typecode
        self.itemsize = {'b': 1, 'B': 1, 'u': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'f': 4}.get(typecode, 8)


typecodes = 'bBuhHiIlLqQfd'
ArrayType = array
