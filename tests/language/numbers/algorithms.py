def gcd(a, b):
    while b: a, b = b, a % b
    return a
def egcd(a, b): return (a, 1, 0) if not b else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
print(gcd(2**60, 6**30), egcd(240, 46), egcd(10**18 + 9, 10**9 + 7))
def is_prime(n):
    if n < 4: return n > 1
    if n % 2 == 0: return False
    d, s = n - 1, 0
    while d % 2 == 0: d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a >= n: continue
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([n for n in range(60) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**127 - 1), is_prime(2**67 - 1))
def pi_digits(n):
    q, r, t, k, m, x, out = 1, 0, 1, 1, 3, 3, []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m); q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return ''.join(map(str, out))
print(pi_digits(60))
def sqrt(x):
    g = x / 2
    for _ in range(40): g = (g + x / g) / 2
    return g
print(sqrt(2.0), sqrt(1e10), sum(1 / n / n for n in range(1, 1000)), sum((-1) ** k / (2 * k + 1) for k in range(500)) * 4)
def horner(c, x):
    r = 0
    for a in c: r = r * x + a
    return r
print(horner([1, -3, 2], 5), horner([1, 0.5, 0.25], 0.1), horner([1, 2j], 1 + 1j), horner([10**20, 1], 10**20))
e, term = 0.0, 1.0
for i in range(1, 25): e += term; term /= i
print(e, 2**0.5, (1 + 5**0.5) / 2, 1e308 * 10, -1e308 * 10, 1e-320, 3 * 1.1)
