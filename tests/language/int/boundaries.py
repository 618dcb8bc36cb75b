# Around the sizes at which a representation may change.
for e in (7, 8, 15, 16, 29, 30, 31, 32, 47, 48, 50, 52, 53, 60, 61, 62, 63, 64, 65, 127, 128):
    m = 1 << e
    print(e, m - 1, m, m + 1, -m - 1, -m, (m - 1) + 1 == m, (m + 1) - 1 == m, -(-m) == m, (m - 1) * (m + 1) == m * m - 1)
x = 2**62
total = 0
for i in range(10):
    x += 2**60
    total += x
    x -= 1
print(x, total)
x = -2**62
for i in range(10):
    x -= 2**60
print(x, x // 3, x % 3, x * x)
print(hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(2**100), hash(-(2**100)), hash(2**61 - 2))
print((2**31) * (2**31), (2**31) * (2**32), (-2**31) * (2**32), (2**62) * 2, (-2**62) * 2, (-2**62) * 4)
print(-2**63 // -1, (-2**62) // -1, abs(-2**63))
