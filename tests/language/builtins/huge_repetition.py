"""A sequence times an int that no size can be: refused whatever its sign, and also for empty sequences."""
import collections


def tell(f):
    try:
        print(f())
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)


def in_place(x, n):
    x *= n
    return x


for sequence in [1], (1,), 'a', b'a', bytearray(b'a'), [], (), '', b'', bytearray(), collections.deque([1]):
    for n in -2**63 - 1, -2**63, -10**20, 2**63, 2**200, -2**200, True, 2.0, '1', None:
        tell(lambda: sequence * n)
        tell(lambda: n * sequence)
        tell(lambda: in_place(sequence, n))
    for arguments in (), (1, 2), (1, 2, 3):
        tell(lambda: sequence.__mul__(*arguments))
        tell(lambda: sequence.__rmul__(*arguments))
        if hasattr(sequence, '__imul__'):
            tell(lambda: sequence.__imul__(*arguments))
for value in 3, 2.5, 1j:
    tell(lambda: value.__mul__())
    tell(lambda: value.__rmul__(1, 2))
print('%*d|' % (-2**63, 1), b'%*d|' % (-2**63, 1))
