# bytearray changes in place.
b = bytearray(b'abc')
b.append(100)
b.extend(b'ef')
b[0] = 65
b[1:3] = b'XYZ'
del b[-1]
b.insert(0, 48)
print(b, b.pop(), b.pop(0), b, len(b), b.upper(), b == b'AXYZd', bytes(b), b[::2])
b += b'!'
b *= 2
b.reverse()
b.remove(33)
print(b, b.find(b'Z'), list(b)[:3], bytearray(3), bytearray('é', 'utf8'), b.copy() is b)
b.clear()
print(b, bool(b))
for f in (lambda: b.append(256), lambda: b.pop(), lambda: hash(b), lambda: b.remove(1), lambda: b.append('a')):
    try:
        f()
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
