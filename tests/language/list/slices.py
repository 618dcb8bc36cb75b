# Slice assignment and deletion.
a = list(range(10))
a[2:5] = 'xy'
print(a)
a[::3] = [0, 0, 0]
print(a)
del a[1:3]
print(a)
del a[::2]
print(a)
a[1:1] = [7, 8, 9]
a[:0] = a
print(a, a[::-1], a[-3:], a[1:100], a[5:2])
a[:] = []
print(a)
b = [1, 2, 3]
b[5:10] = [4]
b[-1:] = []
print(b)
for f in ('b[::2] = [1]', 'b[0:1] = 5', 'b[::0] = []', 'b["a"] = 1', 'b[9] = 1', 'del b[9]'):
    try:
        exec(f)
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
