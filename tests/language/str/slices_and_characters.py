# Slices, characters and comparisons of text of all widths, and of lists and tuples.
texts = ['', 'a', 'hello', 'h\xe9llo', '\u20acuro', 'x\U0001f600y', 'long ' * 80, 'z' * 300 + '\u0141']
bounds = [None, 0, 1, -1, 3, -3, 100, -100, 2 ** 70, -2 ** 70, True]
total = 0
for t in texts:
    for start in bounds:
        for stop in bounds:
            s = t[start:stop]
            assert s == ''.join(list(t)[start:stop]) and tuple(s) == tuple(t)[start:stop] and t[start:stop:1] == s and t[start:stop:None] == s
            total += len(s)
            assert t[start:stop:2] == ''.join(list(t)[start:stop:2])
print(total)


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i


class Text(str):
    def __getitem__(self, key):
        return ('got', key)


class Shown:
    def __getitem__(self, key):
        return key


print('hello'[Index(1):Index(3)], [1, 2, 3][Index(1):], (1, 2, 3)[:Index(-1)], Text('abc')[1:2], Shown()[1:2], Shown()[:, 1:2:3], str(Text('abc'))[1:])
for wrong in (lambda: s['a':], lambda: [1][1.5:], lambda: (1,)[::0], lambda: total[1:2], lambda: {}[1:2], lambda: 'abc'[5], lambda: ''[0], lambda: 'abc'[-4], lambda: s['0']):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
l = list(range(10))
l[2:4] += l[7:9]
l[1:3] *= 2
print(l)
m = l[:]
print(m == l, m is l, (1, 2)[:] is (1, 2)[:], texts[2][:] is texts[2])
characters = 'aZ09 ~\x00\x7f\x80\xe9\xff\u0100\u20ac\U0001f600'
print(''.join('<=>'[(a > b) - (a < b) + 1] for a in characters for b in characters))
print(all((a < b) == (ord(a) < ord(b)) and (a >= b) == (ord(a) >= ord(b)) and (a == b) == (ord(a) == ord(b)) for a in characters for b in characters))


def kind(c):
    if 'a' <= c <= 'z':
        return 'l'
    if c == '_' or c >= 'A' and c < '[':
        return 'u'
    return 'd' if c in '0123456789' else 's' if c in frozenset(' \t') else '?'


print(''.join(kind(c) for c in 'aZ_ 5\t!\xe9z'), [c for c in texts[3]], [c for c in texts[5]], [texts[4][i] for i in range(-4, 4)])
grown = ''
for i in range(600):
    grown += chr(97 + i % 26)
print(grown[300], grown[-1], [c for c in grown][599], grown[10:20], grown[590:], 'a' < grown, grown[0] == 'a', grown[299:301] * 3)
parts = ['', 'a', 'bc', '12345678', 'x' * 9, 'yy' * 50, '']
print(','.join(parts), ''.join(parts), '\xe9'.join(parts[:3]), '\u20ac'.join(parts[:3]), ''.join(parts + ['\xff']), len('--'.join(parts)))
print(2 ** 31 * 1103515245 % 2 ** 31, (2 ** 61 + 7) // 3, (2 ** 61 + 7) % -3, -(2 ** 61) // 7, -(2 ** 61) % 7, 2 ** 61 & 2 ** 60 | 5, 2 ** 61 ^ -1, -2 ** 61 >> 3, (2 ** 61 - 1) / 3, 2 ** 61 + 2 ** 61, 2 ** 62 - 2 ** 61, -(2 ** 61) - 2 ** 62)
