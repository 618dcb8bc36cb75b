# Big integers.
n = 1
for i in range(1, 60):
    n *= i
print(n)
print(n // 10**20, n % 10**20, n % -(10**20 + 7), -n // 10**20)
print(2**200, 3**150, (-7)**77)
print((2**200) >> 100 == 2**100, (2**64 - 1) * (2**64 - 1), -(2**63), 2**63 - 1 + 1)
a, b = 3**200, 7**90
q, r = divmod(a, b)
print(q, r, q * b + r == a)
print(a & b, a | b, a ^ b)
print(-a & b, -a | b, -a ^ -b, ~a)
print(a < b, a > b, a == a + 0, a != b, -a < -b)
fib = [0, 1]
for _ in range(300):
    fib.append(fib[-1] + fib[-2])
print(fib[-1])
print((10**50).bit_length(), (-(2**100)).bit_length(), (2**100 - 1).bit_count(), (0).bit_length())
