# Replacing few and many places, in narrow and wide text, with a limit and without; counting and changing case of long text.
for text in ('ab' * 100, 'a' * 200, 'xaby' * 40 + '\xe9ab', '\u20acab' * 90, 'ab\U0001f600' * 70, 'no', ''):
    for old, new in (('ab', 'c'), ('ab', 'long one'), ('a', 'b'), ('a', '\u20ac'), ('b', ''), ('', '-'), ('aba', 'X'), ('\xe9', 'e'), ('ab', 'ba')):
        for most in (-1, 0, 1, 3, 63, 64, 65, 99, 1000):
            got = text.replace(old, new, most)
            if old:
                parts = text.split(old, most) if most else [text]
                assert got == new.join(parts), (text, old, new, most)
            assert hash(got) == hash(''.join(list(got)))
        print(len(text.replace(old, new)), text.count(old), end=' ')
    print(text.replace('ab', '<>', 2)[:9].encode())
for n in list(range(20)) + [255 * 16 - 1, 255 * 16, 255 * 16 + 17, 9000]:
    t = ('Hello, World! @[`{' * (n // 18 + 1))[:n]
    assert t.upper() == ''.join(c.upper() for c in t) and t.lower() == ''.join(c.lower() for c in t) and t.swapcase() == ''.join(c.swapcase() for c in t)
    assert t.capitalize() == t[:1].upper() + t[1:].lower() and t.casefold() == t.lower() and t.upper().lower() == t.lower()
    assert t.count('l') == sum(c == 'l' for c in t) and t.replace('l', 'L') == ''.join('L' if c == 'l' else c for c in t) and t.replace('l', 'L', 5).count('L') == min(5, t.count('l'))
    assert t.split() == [w for w in t.split(' ') if w] and t.title() == ' '.join(w.capitalize() if i != 1 else w for i, w in enumerate(t.title().split(' '))) if n < 10 else True
for c in map(chr, list(range(300)) + [0x660, 0xb2, 0x2028, 0x3000, 0x1d7d8, 0x10400]):
    flags = [c.isalpha(), c.isalnum(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(), c.isupper(), c.islower(), c.istitle(), c.isidentifier()]
    print(sum(f << i for i, f in enumerate(flags)), c.upper() + c.lower() + c.swapcase() == (c + ' ').upper()[:-1] + (c + ' ').lower()[:-1] + (c + ' ').swapcase()[:-1], len(('x' + c + 'y').split()), end=' ')
print()
for x in (12345.678, 0.5, 1e15, 123456789012345678.0, 99999.5, 2.5, 1e22, 5e-324, 1234567.0, 250.0, 350.0, 0.0, -98765.4321, 9.5e17):
    print(*(f'{x:.{p}e} {x:.{p}g} {x:.{p}f}' for p in range(4)), '%.1e|%5.0e|%G' % (x, x, x), round(x, -2), round(x, -5))
