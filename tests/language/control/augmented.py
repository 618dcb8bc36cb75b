# Every augmented assignment.
x = 10
x += 5; x -= 3; x *= 4; x //= 5; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 3; x &= 0xFE; x ^= 7
print(x)
x /= 4
print(x)
s = 'a'; s += 'b'; s *= 3
print(s)
def f():
    print('once', end=' ')
    return [1, 2]
l = [1, 2, 3]
def i():
    print('index', end=' ')
    return 0
l[i()] += 10
f()[i()] += 1
print(l)
try:
    l @= 1
except TypeError as e:
    print(e)
