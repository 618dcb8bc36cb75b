b = b'  Hello, World hello\t'
for name, args in [('upper', ()), ('lower', ()), ('title', ()), ('capitalize', ()), ('swapcase', ()), ('strip', ()), ('lstrip', ()), ('rstrip', ()), ('strip', (b' H\t',)), ('split', ()), ('split', (b',',)), ('split', (b'l', 2)), ('rsplit', (b'l', 1)), ('splitlines', ()), ('partition', (b',',)), ('rpartition', (b'l',)), ('find', (b'l',)), ('find', (108,)), ('rfind', (b'l',)), ('index', (b'W',)), ('rindex', (b'o',)), ('count', (b'l',)), ('count', (108, 5)), ('replace', (b'l', b'LL')), ('replace', (b'l', b'', 2)), ('startswith', (b'  H',)), ('endswith', ((b'x', b'\t'),)), ('center', (30, b'*')), ('ljust', (25, b'.')), ('rjust', (25,)), ('zfill', (24,)), ('expandtabs', (4,)), ('isalpha', ()), ('isspace', ()), ('isascii', ()), ('istitle', ()), ('removeprefix', (b'  ',)), ('removesuffix', (b'\t',)), ('decode', ()), ('join', ([b'a', b'b'],)), ('translate', (None, b'l')), ('index', (b'zz',)), ('join', (['a'],)), ('split', ('a',)), ('find', ('a',)), ('replace', (b'a',)), ('center', (5, b'ab')), ('startswith', ('a',)), ('index', (999,)), ('split', (b'',))]:
    for value in (b, bytearray(b)):
        try:
            print(name, args, getattr(value, name)(*args))
        except Exception as e:
            print(name, args, type(e).__name__, e)
print(b'abc'.isdigit(), b'12'.isdigit(), b'aB1'.isalnum(), b'AB'.isupper(), b'ab'.islower(), b'-7'.zfill(5), b'abc'.translate(bytes(range(256))[::-1])[:3], bytes.maketrans(b'ab', b'xy')[95:100])
print(b'a,b'.split(sep=b','), b'%s|%d|%5.1f|%r|%a|%x|%c|%b' % (b'x', 5, 2.25, 'é', 'é', 255, 65, b'q'), b'%(k)s' % {b'k': b'v'})
