# Eight queens.
def queens(n, row=0, cols=0, left=0, right=0):
    if row == n:
        return 1
    total = 0
    free = ~(cols | left | right) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        total += queens(n, row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1)
    return total
print([queens(n) for n in range(1, 8)])
