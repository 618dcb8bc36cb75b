# split, rsplit, splitlines, partition, join.
print(' a  b c '.split(), 'a,b,,c'.split(','), 'a,b,c'.split(',', 1), 'a b c'.rsplit(None, 1), 'a,b,c'.rsplit(',', 1), ''.split(), ''.split(','), 'aXXbXXc'.split('XX'))
print('a\nb\r\nc\rd'.splitlines(), 'a\nb\n'.splitlines(True), 'a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('x'), 'abc'.rpartition('x'))
print(','.join(['a', 'b']), ''.join('abc'), '-'.join(()), ', '.join(str(i) for i in range(3)), 'x'.join({'a': 1, 'b': 2}))
for f in (lambda: ','.join([1]), lambda: 'a'.split(''), lambda: ','.join(1), lambda: ''.join(['a', None])):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(e)
