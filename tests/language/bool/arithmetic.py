print(True + True, True * 5, -True, +False, ~True, True / 2, True // 2, 2 ** True, True << 3, divmod(True, True))
print(True & False, True | False, True ^ True, True & 1, 1 | False, True ^ 3, type(True & True).__name__, type(True & 1).__name__)
print(True == 1, False == 0.0, True < 2, hash(True) == hash(1), {1: 'a', True: 'b', 1.0: 'c'}, [10, 20][True])
print(repr(True), str(False), f'{True}', f'{True:d}', f'{True:>6}|', '%d %s %r' % (True, True, False), format(True), format(True, '5'))
print(bool(), bool(0), bool(''), bool('0'), bool([]), bool([0]), bool(None), bool(0.0), bool(-0.0), bool(0j), bool(range(0)), bool(object()))
print(isinstance(True, int), issubclass(bool, int), bool.__mro__, True.real, True.numerator, True.bit_length(), True.to_bytes(1, 'big'))
try:
    class B(bool): pass
except TypeError as e:
    print(e)
try:
    bool(1, 2)
except TypeError as e:
    print(e)
print(sum([True, False, True]), max(True, 0), int(True), float(True), complex(True), [False, True, 0, 1].count(1))
print(not 0, not [], not 'x', 1 and 2, 0 and 2, 0 or 'x', 1 or 1 / 0, '' or [] or None, 1 and 'a' and [3])
