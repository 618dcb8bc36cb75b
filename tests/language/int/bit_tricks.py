def popcount(n):
    c = 0
    while n: n &= n - 1; c += 1
    return c
print([popcount(n) for n in (0, 1, 255, 2**100 - 1)], [n & -n for n in (12, 40, 2**80)], [(n ^ (n >> 1)) for n in range(8)])
def reverse_bits(n, w):
    r = 0
    for _ in range(w): r, n = r << 1 | n & 1, n >> 1
    return r
print(reverse_bits(6, 8), reverse_bits(1, 100), hex(reverse_bits(0xdeadbeef, 64)))
x = 88172645463325252
out = []
for _ in range(5):
    x ^= x << 13 & 0xFFFFFFFFFFFFFFFF; x ^= x >> 7; x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
    out.append(x)
print(out)
def fnv(data):
    h = 0xcbf29ce484222325
    for b in data: h = (h ^ b) * 0x100000001b3 % 2**64
    return h
print(fnv(b'hello'), fnv(bytes(range(256))))
def crc(data):
    c = 0xffffffff
    for b in data:
        c ^= b
        for _ in range(8): c = c >> 1 ^ (0xedb88320 if c & 1 else 0)
    return c ^ 0xffffffff
print(hex(crc(b'123456789')), crc(b''))
print([-1 >> n for n in (0, 1, 100)], [-5 >> n for n in range(4)], [5 & ~n for n in range(4)], ~(1 << 64), (1 << 64) - 1 ^ 0xff, -256 & 0xffff, -1 & 2**70 - 1, -2**70 | 1, (-2**70) ^ (2**65))
print(int.from_bytes(b'\x12\x34', 'big') << 4 | 5, [2**n - 1 & 0b1010 for n in range(5)], 0x0f ^ 0xf0, 1 << 0, 0 << 100, 3 & True, 6 | False)
