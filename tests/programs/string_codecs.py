"""RLE, Caesar, Vigenere, base64, hex dump, CRC, varints: bytes work."""
from functools import reduce
from itertools import cycle, groupby

ALPHA = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def rle(s):
    return "".join(f"{n if (n := len(list(g))) > 1 else ''}{c}" for c, g in groupby(s))


def unrle(s):
    out, n = [], ""
    for c in s:
        if c.isdecimal():
            n += c
        else:
            out.append(c * int(n or "1"))
            n = ""
    return "".join(out)


def caesar(s, k):
    def shift(c):
        for base in "aA":
            if 0 <= ord(c) - ord(base) < 26:
                return chr((ord(c) - ord(base) + k) % 26 + ord(base))
        return c
    return "".join(map(shift, s))


def vigenere(s, key, sign=1):
    ks = cycle(ord(k) - 97 for k in key)
    return "".join(caesar(c, sign * next(ks)) if c.isalpha() else c for c in s)


def b64encode(data):
    out = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        out += bytes(ALPHA[n >> s & 63] for s in (18, 12, 6, 0)[:len(chunk) + 1])
        out.extend(b"=" * (3 - len(chunk)))
    return bytes(out)


def b64decode(text):
    if len(text) % 4:
        raise ValueError(f"length {len(text)} is not a multiple of 4")
    pad = text.count(b"=")
    out = bytearray()
    for i in range(0, len(text), 4):
        n = reduce(lambda a, c: a << 6 | ALPHA.index(c), text[i:i + 4].replace(b"=", b"A"), 0)
        out += n.to_bytes(3, "big")
    return bytes(out[:len(out) - pad])


def hexdump(data, width=12):
    for off in range(0, len(data), width):
        row = data[off:off + width]
        yield f"{off:04x}  {row.hex(' '):<{width * 3}} |{''.join(chr(b) if 32 <= b < 127 else '.' for b in row)}|"


def crc32(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out + bytes([n]))


s = "WWWWWBBBwwwwwwwwwwwwZ"
print(rle(s), unrle(rle(s)) == s, caesar("Hello, World!", 3), caesar(caesar("Zebra", 29), -29))
print(v := vigenere("Attack at dawn!", "lemon"), vigenere(v, "lemon", -1))
for sample in (b"", b"f", b"fo", b"foo", "naïve ☃ 🐍".encode(), bytes(range(250, 256))):
    enc = b64encode(sample)
    assert b64decode(enc) == sample
    print(sample, enc, f"{crc32(sample):#010x}", len(sample))
print(*hexdump(b"Pyxis\x00\x01\xff says: \"it's\"\t\n" + bytes(5)), sep="\n")
print([varint(n).hex() for n in (0, 127, 128, 300, 2 ** 35)], bytes.fromhex("de ad BEEF"))
ba = bytearray(b"hello world")
mv = memoryview(ba)
mv[0:5] = b"HELLO"
print(ba, mv[6:].tobytes(), mv[::-2].tolist(), len(mv), mv.readonly, mv.format, mv.itemsize)
mv.release()
ba.append(33)
ba[5:6] = b"--"
del ba[0]
ba.insert(0, 0x4A)
print(ba, ba.find(b"o"), ba.pop(), ba.upper(), ba.decode(), bytes(reversed(ba)), ba * 2)
print(b"a,b;c".split(b","), b"%s=%d" % (b"k", 5), b"abc"[1], b"abc"[1:2], b"x".join([b"1", b"2"]), list(b"hi"), b"\x80\\'\"")
print(b"Mixed Case".swapcase(), b"  pad ".strip(), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc" < b"abd", 98 in b"abc", b"bc" in b"abc")
print((1 << 70).to_bytes(9, "little"), int.from_bytes(b"\xff\xfe", "big", signed=True), (-2).to_bytes(2, "little", signed=True))
print("é".encode("latin-1"), "é☃".encode("ascii", "replace"), "é☃".encode("ascii", "backslashreplace"), "é☃".encode("ascii", "xmlcharrefreplace"), b"a\xffb".decode("utf-8", "replace"), b"\xe2\x98".decode("utf-8", "ignore"))
for thunk in (lambda: b64decode(b"abc"), lambda: b64decode(b"a*b="), lambda: b"\xff".decode(), lambda: b"ab\xe2\x98".decode("utf-8"), lambda: "é".encode("ascii"),
              lambda: "☃".encode("latin-1"), lambda: bytes([256]), lambda: b"a" + "b", lambda: (300).to_bytes(1, "big"), lambda: bytes.fromhex("zz"),
              lambda: bytearray(b"x").index(b"q"), lambda: memoryview(b"ro").__setitem__(0, 1), lambda: "a".encode("no-such"), lambda: (-1).to_bytes(2, "big"), lambda: ord("ab")):
    try:
        print(thunk())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
