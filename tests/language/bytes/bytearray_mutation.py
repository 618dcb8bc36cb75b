a = bytearray(b'hello')
a[0] = 72
a.append(33)
a.extend(b' you')
a += b'?'
a.insert(0, 62)
print(a, len(a), a.pop(), a.pop(0), a)
a[1:3] = b'EEEE'
print(a)
a[::2] = b'.' * len(a[::2])
print(a)
del a[0]
del a[-3:]
del a[::3]
print(a, a.copy() is a)
a.reverse()
print(a)
a.remove(46)
a *= 2
print(a, a.count(b'.'), a.find(b'l'))
a.clear()
print(a, bool(a), bytearray(3), bytearray([1, 2]), bytearray('é', 'utf8'), bytearray(b'x') == b'x')
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
b = bytearray(b'abc')
err(lambda: b.__setitem__(0, 256))
err(lambda: b.__setitem__(0, 'a'))
err(lambda: b.__setitem__(9, 1))
err(lambda: b.append(-1))
err(lambda: b.append('a'))
err(lambda: b.remove(1))
err(lambda: bytearray().pop())
err(lambda: b.pop(9))
err(lambda: b.extend('abc'))
err(lambda: b.extend(5))
err(lambda: b.__setitem__(slice(0, 3, 2), b'abc'))
err(lambda: hash(b))
err(lambda: b.__delitem__(5))
b[1:1] = [120, 121]
b[5:] = bytearray(b'zz')
b[:0] = range(3)
print(b, b[2], b[-2:], bytes(b), b.upper(), b + b'q', b'q' + b, type(b + b'').__name__, type(b'' + b).__name__, list(reversed(b)), repr(bytearray(b"'")))
