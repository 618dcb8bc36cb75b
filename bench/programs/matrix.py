# The spectral norm and the pancake problem: nested loops over numbers and lists.
def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(v, transposed):
    n = len(v)
    out = []
    for i in range(n):
        t = 0.0
        for j in range(n):
            t += (entry(j, i) if transposed else entry(i, j)) * v[j]
        out.append(t)
    return out


def spectral(n):
    u = [1.0] * n
    for _ in range(6):
        v = multiply(multiply(u, False), True)
        u = multiply(multiply(v, False), True)
    return (sum(a * b for a, b in zip(u, v)) / sum(b * b for b in v)) ** 0.5


def fannkuch(n):
    first = list(range(n))
    counts = list(range(1, n + 1))
    most = checksum = 0
    r = n
    sign = 1
    while True:
        if first[0]:
            p = first[:]
            flips = 0
            while (k := p[0]):
                p[:k + 1] = p[k::-1]
                flips += 1
            most = max(most, flips)
            checksum += flips * sign
        if sign == 1:
            first[0], first[1] = first[1], first[0]
            sign = -1
            continue
        first[1], first[2] = first[2], first[1]
        sign = 1
        for i in range(2, n):
            counts[i] -= 1
            if counts[i]:
                break
            counts[i] = i + 1
            if i == n - 1:
                return checksum, most
            first.insert(i + 1, first.pop(0))


print(f'{spectral(250):.9f}')
print(fannkuch(9))
