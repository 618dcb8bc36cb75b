# := binds in the function around the comprehension.
def f(data):
    if (n := len(data)) > 2:
        return n
    return -n
print(f('abc'), f('a'))
print([y := 1, y ** 2, (z := y + 5)], y, z)
print(any((hit := v) > 2 for v in [1, 2, 3, 4]), hit)
total = 0
print([total := total + v for v in range(5)], total)
