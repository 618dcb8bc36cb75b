def err(v, spec):
    try:
        print(repr(format(v, spec)))
    except Exception as e:
        print(type(e).__name__, e)
class P: pass
for v in (None, [1], (1,), {}, b'a', range(2), slice(1), int, len, Ellipsis, NotImplemented, {1}, frozenset()):
    err(v, 's')
    err(v, '')
err(P, '') if False else None
try:
    format(P(), 'x')
except TypeError as e:
    print(e)
try:
    format(1, 2)
except TypeError as e:
    print(e)
try:
    'a'.__format__(1)
except TypeError as e:
    print(e)
class Bad:
    def __format__(self, spec): return 5
try:
    f'{Bad()}'
except TypeError as e:
    print(e)
try:
    format()
except TypeError as e:
    print(e)
err(1, '9' * 30)
err(1.5, '.' + '9' * 30)
err('a', '10000000000000000000000d')
class I(int):
    def __format__(self, s): return 'I:' + s
    def __str__(self): return 'Istr'
print(f'{I(3):abc} {I(3)}', '%d %s' % (I(3), I(3)), format(I(4)), str(I(5)))
