# str.format: fields, attributes, items, conversions, nested specifications.
class A:
    x = 5
    def __format__(self, s): return f'A<{s}>'
print('{} {}'.format(1, 2), '{1} {0} {1}'.format('a', 'b'), '{a} {b[k]} {c.x} {d[0]}'.format(a=1, b={'k': 2}, c=A, d=[9]), '{!r} {!s} {!a}'.format('é', 'é', 'é'))
print('{:>5}|{:<5}|{:^5}|{:*^7}'.format('a', 'b', 'c', 'd'), '{:{w}.{p}}'.format(3.14159, w=8, p=3), '{{}} {0}'.format(1), '{:x}'.format(A()), '{0[a]}'.format({'a': 'key'}))
print('{:,} {:_} {:+} {: } {:e} {:.3%} {:#b} {:08.2f} {:=+6}'.format(1234567, 1234567, 1, 2, 12345.678, 0.1234, 5, 3.14159, 42), '{a}'.format_map({'a': 1}))
for f in (lambda: '{'.format(), lambda: '}'.format(), lambda: '{}'.format(), lambda: '{a}'.format(), lambda: '{} {0}'.format(1), lambda: '{:d}'.format('a'), lambda: '{!x}'.format(1), lambda: '{:z}'.format(1), lambda: '{0.q}'.format(1)):
    try:
        print(f())
    except (ValueError, IndexError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
