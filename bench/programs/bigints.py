"""Large integers: digits of pi and e, primes by Miller and Rabin, keys in the manner of RSA, continued fractions, and text of numbers."""
from math import gcd, isqrt


def pi_digits(count):
    """The spigot of Gibbons."""
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < count:
        if 4 * q + r - t < n * t:
            out.append(str(n))
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return ''.join(out)


def e_digits(count):
    one = 10 ** (count + 10)
    total = term = one
    n = 1
    while term:
        term //= n
        total += term
        n += 1
    return str(total // 10 ** 10)


def prime(n):
    if n < 2:
        return False
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    for p in small:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in small[:6]:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(n):
    n |= 1
    while not prime(n):
        n += 2
    return n


def extended(a, b):
    x0, x1 = 1, 0
    while b:
        q = a // b
        a, b = b, a - q * b
        x0, x1 = x1, x0 - q * x1
    return a, x0


def rsa(text, bits):
    p, q = next_prime(3 ** (bits * 5 // 8) >> 3), next_prime(5 ** (bits * 3 // 7))
    n, phi, e = p * q, (p - 1) * (q - 1), 65537
    d = extended(e, phi)[1] % phi
    size = (n.bit_length() - 1) // 8
    data = text.encode()
    blocks = [int.from_bytes(data[i:i + size], 'big') for i in range(0, len(data), size)]
    secret = [pow(b, e, n) for b in blocks]
    plain = b''.join(pow(c, d, n).to_bytes(size, 'big').lstrip(b'\0') for c in secret)
    return n.bit_length(), sum(secret) % 1000003, plain.decode() == text


def rho(n):
    for c in range(1, 20):
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = gcd(abs(x - y), n)
        if d != n:
            return d


def root_fraction(n, terms):
    """A fraction close to the square root of n, by its continued fraction."""
    a0 = isqrt(n)
    m, d, a = 0, 1, a0
    h0, h1, k0, k1 = 1, a0, 0, 1
    for _ in range(terms):
        m = d * a - m
        d = (n - m * m) // d
        a = (a0 + m) // d
        h0, h1 = h1, a * h1 + h0
        k0, k1 = k1, a * k1 + k0
    return h1, k1


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == '1':
            a, b = b, a + b
    return a


digits = pi_digits(3500)
print(digits[:20], digits[-20:], sum(map(int, digits)))
digits = e_digits(4000)
print(digits[:20], digits[-20:])
print(next_prime(10 ** 200), next_prime(2 ** 127 - 2), sum(prime(10 ** 18 + i) for i in range(1, 40000, 2)))
print(rsa('a message that should not be read by everybody; ' * 3, 256))
print(rho(1000003 * 1000033 * 999983), rho((10 ** 9 + 7) * 998244353))
h, k = root_fraction(61, 20000)
print(h.bit_length(), h * h - 61 * k * k, (h << 64) // k)
print(len(str(fibonacci(20000))), str(fibonacci(20500))[-20:], fibonacci(20000) % 10 ** 12, sum(fibonacci(i) & 0xFFFF for i in range(0, 12000, 2)))
total = 1
for i in range(1, 4000):
    total *= i
print(total.bit_length(), total % 10 ** 12 + total.bit_count(), hex(total ^ (total >> 7))[:12], bin(total).count('1'), str(total >> 30000)[:20])
