b = bytes(range(65, 75))
for s in (slice(None), slice(2, 5), slice(None, None, -1), slice(-3, None), slice(1, 9, 3), slice(8, 1, -3), slice(50, 60)):
    print(s, b[s], bytearray(b)[s])
print([x for x in b'abc'], list(reversed(b'abc')), max(b'abc'), sorted(b'cab'), b'abc'[0], b'abc'[0:1], tuple(b'hi'), sum(b'\x01\x02'), dict(zip(b'ab', b'cd')), bytes(reversed(b'xyz')), bytes(x ^ 32 for x in b'Hello'), bytes(map(lambda x: x + 1, b'HAL')))
a, *rest = b'wxyz'; print(a, rest, [*b'q'], {**{b'k': b'v'}}, b'k' in {b'k': 1}, b'a' in b'cab', b'' in b'', bytearray(b'x') in [b'x'])
m = bytearray(10)
for i in range(0, 10, 2): m[i] = i * 25
print(m, m.hex(), bytes(m[::2]), [i for i, x in enumerate(m) if x])
m[2:8] = b'ab'; print(m); m[:] = b''; print(m, len(m)); m += b'end'; m[3:] = range(3); print(m)
data = b'\x00\x01\x02' * 100
print(len(data), data.count(b'\x01'), data.find(b'\x02\x00'), data.rfind(b'\x02\x00'), data.replace(b'\x00', b'').count(b'\x01'), data.split(b'\x02')[:2], hash(data) == hash(bytes(bytearray(data))))
print(b'key=value;k2=v2'.split(b';'), dict(p.split(b'=') for p in b'a=1;b=2'.split(b';')), b' '.join([b'x', bytearray(b'y')]), b'a-b'.partition(b'-'), 'é'.encode() + b'!', (b'%d items' % 3).decode(), b'abc' < b'abd', bytearray(b'b') > b'a', b'a' * 3 + b'', [b'b', b'a'] == sorted([b'a', b'b'])[::-1])
for bad in (lambda: b'a' + bytearray, lambda: b'a' % 1, lambda: b'%s' % 'x', lambda: b'%d' % 'x', lambda: bytearray(b'ab')['x'.lower()], lambda: b'abc'.join('ab')):
    try: print(bad())
    except TypeError as e: print(e)
