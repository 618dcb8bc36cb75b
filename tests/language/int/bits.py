# Bit operations on negative and large numbers.
for a, b in ((12, 10), (-12, 10), (12, -10), (-12, -10), (2 ** 80 + 5, 2 ** 70 + 3), (-2 ** 80, 2 ** 65 - 1)):
    print(a & b, a | b, a ^ b, ~a)
print(1 << 100, -1 << 3, 2 ** 100 >> 98, -5 >> 1, -1 >> 100, 0 << 1000, 5 >> 200)
print((255).bit_length(), (-256).bit_length(), (0).bit_length(), (2 ** 100).bit_length(), (7).bit_count(), (-7).bit_count())
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(e)
