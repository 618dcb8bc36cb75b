print('hello'.translate({ord('l'): 'L', ord('h'): None, ord('o'): 48, 101: 'EE'}), 'abc'.translate(str.maketrans('abc', 'xyz')), 'abc'.translate(str.maketrans('ab', 'xy', 'c')), 'abc'.translate(str.maketrans({'a': '1', 98: None})))
print(str.maketrans('ab', 'xy', 'z'), str.maketrans({'a': 1, 5: 'x'}), 'aé日'.translate({233: 'e', 0x65e5: 'sun'}))
class T:
    def __getitem__(self, k):
        if k == 97: raise LookupError
        return chr(k + 1)
print('abc'.translate(T()), 'abc'.translate([None] * 98 + ['B']), 'abc'.translate({}))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: str.maketrans('ab', 'x'))
err(lambda: str.maketrans('ab'))
err(lambda: str.maketrans({'ab': 1}))
err(lambda: str.maketrans({1.5: 1}))
err(lambda: str.maketrans('a', 'b', 1))
err(lambda: str.maketrans(1, 'b'))
err(lambda: 'a'.translate({97: 0x110000}))
err(lambda: 'a'.translate({97: 1.5}))
err(lambda: 'a'.translate(5))
err(lambda: str.maketrans())
