print(' a b  c '.split(), ' a b  c '.split(' '), 'a,b,,c,'.split(','), ''.split(), ''.split(','), 'a b c d'.split(None, 2), 'a,b,c'.split(',', 1), 'a--b--c'.split('--'), ' a  b '.split(None, 0), 'abc'.split('', ) if False else '')
print(' a b  c '.rsplit(), 'a,b,c'.rsplit(',', 1), 'a b c d '.rsplit(None, 2), 'a--b--c'.rsplit('--', 1), ' x '.rsplit(None, 0), 'aXbX'.split(sep='X', maxsplit=1))
print('a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\n'.splitlines(), 'a\n\nb\n'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'abc'.splitlines(keepends=True))
print('a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('='), 'abc'.rpartition('='), ''.partition('x'), '=='.partition('=='))
print(','.join('abc'), ''.join([]), 'x'.join(['one']), '-'.join(str(i) for i in range(5)), ' é '.join(('a', '日', 'b')), ','.join({'k': 1, 'l': 2}))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: 'a'.split(''))
err(lambda: 'a'.rsplit(''))
err(lambda: 'a'.partition(''))
err(lambda: 'a'.rpartition(''))
err(lambda: 'a'.split(1))
err(lambda: ','.join([1]))
err(lambda: ','.join(['a', None]))
err(lambda: ','.join(5))
err(lambda: ','.join())
err(lambda: 'a'.partition(None))
err(lambda: 'a\u2003b\xa0c'.split())
class S(str): pass
print(type(''.join([S('a')])).__name__, type(S('a b').split()[0]).__name__)
