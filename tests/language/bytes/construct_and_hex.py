b = b'hello\x00\xff'
print(b, b[0], b[-1], b[1:3], b[::-1], len(b), list(b), b + b'!', b * 2, b == b'hello\x00\xff', b'a' < b'b', 104 in b, b'ell' in b, b'' in b)
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes('é', 'utf-8'), bytes(b'x'), bytes(range(5)), bytes(bytearray(b'q')), bytes((i for i in b'ab')), bytes.fromhex('00 ff Ab'), b'\x00\xab'.hex(), b'\x01\x02\x03'.hex(':'), b'abcdef'.hex('-', 2), b'abcde'.hex('_', -2))
print(repr(b"it's"), repr(b'"'), repr(b'\'"'), b'\t\n\r\\\x7f', rb'\n', br'\x', b'\101\x41', b'a' b'b')
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: bytes(-1))
err(lambda: bytes([256]))
err(lambda: bytes([-1]))
err(lambda: bytes(['a']))
err(lambda: bytes('a'))
err(lambda: bytes(1.5))
err(lambda: bytes(None))
err(lambda: bytes(1, 'utf-8'))
err(lambda: bytes.fromhex('0'))
err(lambda: bytes.fromhex('zz'))
err(lambda: b + 'a')
err(lambda: 'a' in b)
err(lambda: 256 in b)
err(lambda: b[10])
err(lambda: b['a'.lower()])
err(lambda: b < 'a')
err(lambda: b.__setitem__)
err(lambda: b'a'.hex('ab'))
err(lambda: bytes([1], 'x'))
print(hash(b'a') == hash(b'a'), {b'a': 1}[b'a'], b'a' == 'a', b'' == bytearray(), bytes(b'a') is not None)
class B:
    def __bytes__(self): return b'from bytes'
print(bytes(B()))
