# Every operator over signs.
for a in (7, -7, 0, 12345678901234567890, -(10**30)):
    for b in (2, -3, 10**12 + 1):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a & b, a | b, a ^ b)
    print(-a, +a, ~a, abs(a), a << 5, a >> 3, a << 70, a >> 70, bool(a))
print(7 / 2, -7 / 2, 6 / 3, 10**30 / 10**28, 1 / 3)
