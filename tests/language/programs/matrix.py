# Matrices as lists of lists.
def mul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
def power(m, n):
    r = [[int(i == j) for j in range(len(m))] for i in range(len(m))]
    while n:
        if n & 1: r = mul(r, m)
        m = mul(m, m)
        n >>= 1
    return r
print(power([[1, 1], [1, 0]], 100)[0][1], mul([[1, 2], [3, 4]], [[0, 1], [1, 0]]), list(map(list, zip(*[[1, 2, 3], [4, 5, 6]]))))
