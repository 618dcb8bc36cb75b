# Bytes: literals, indexing, slices, methods.
b = b'hello'
print(b[0], b[1:3], b[-1], b[::-1], list(b), b + b' x', b * 2, 104 in b, b'ell' in b, len(b), b == b'hello', b < b'i', b.upper(), b.find(b'l'), b.split(b'l'), b.replace(b'l', b'L'))
print(bytes(3), bytes([1, 2, 255]), bytes('é', 'utf-8'), bytes(range(3)), b.hex(), bytes.fromhex('0a ff'), b.decode(), b' x '.strip(), b'a,b'.partition(b','), b','.join([b'a', b'b']), b.center(9, b'*'))
print(repr(b'\x00\'"\\\n\xff'), b'%d %s' % (1, b'x'), b'abc'.translate(bytes.maketrans(b'a', b'b')), b.count(b'l'), b.startswith(b'he'), b'A'.isupper(), b.title(), hash(b'') == hash(b''))
for f in (lambda: bytes([256]), lambda: bytes(-1), lambda: bytes('a'), lambda: b[9], lambda: b'a' + 'a', lambda: b.find('x'), lambda: bytes.fromhex('0'), lambda: bytes(1.5)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
