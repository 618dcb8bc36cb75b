# Products and quotients of long numbers check each other.
n = 1
for i in range(1, 200): n *= i
print(n % 1000007, len(str(n)), n // (10 ** 300))
a, b = 3 ** 500, 7 ** 300
print(divmod(a * b + 12345, b) == (a, 12345), (a * b) // a == b, (a - b) * (a + b) == a * a - b * b, str(int(str(a))) == str(a))
print(sum(int(c) for c in str(2 ** 1000)))
