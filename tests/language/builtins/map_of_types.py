# map over built-in types: what is made, not what __init__ answers.
TYPES = (property, dict, list, tuple, str, bytes, bytearray, int, float, complex, bool, type, enumerate, reversed, range, slice, memoryview,
         classmethod, staticmethod, ValueError, OSError, SystemExit, BaseException, zip, sorted, len, repr, callable, sum, min, max, any, all)
ITEMS = ([[1], [2, 3]], ['12', '34'], [5, 7], [b'ab', b'cd'], [None, None], [(1, 2), (3, 4)], [{1: 2}, {3: 4}], [[('a', 1)], [('b', 2)]],
         [1.5, 2.5], [[[1]], 'ab'], [int, str])
for f in TYPES:
    for items in ITEMS:
        for take in (lambda: list(map(f, items)), lambda: [x for x in map(f, iter(items))], lambda: list(filter(f, items)), lambda: sum(map(f, items))):
            try:
                print(f.__name__, *(type(x).__name__ if ' at 0x' in repr(x) else repr(x) for x in take()) if take.__code__.co_names[0] != 'sum' else [take()])
            except Exception as e:
                print(type(e).__name__, e)
