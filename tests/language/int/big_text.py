# Conversion of long numbers, both ways.
n = 1
for i in range(1, 400):
    n = n * i + i
s = str(n)
print(len(s), s[:30], s[-30:], int(s) == n, int(hex(n), 16) == n, int(bin(n), 2) == n, int(oct(n), 8) == n)
for base in (3, 7, 10, 11, 36):
    digits, m = '', n
    while m:
        m, d = divmod(m, base)
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[d] + digits
    print(base, len(digits), digits[:20], int(digits, base) == n)
print(10**100, -10**40)
print(f'{2**100:,} {2**100:_} {2**100:_x} {-2**70:+,d} {10**25:40,} {10**25:<+40_d}|')
def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x, y = y, (y + n // y) // 2
    return x
print(isqrt(2 * 10**200))
