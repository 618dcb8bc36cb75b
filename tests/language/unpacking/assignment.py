# Unpacking of every shape.
a, b = 1, 2
a, b = b, a
(c, [d, *e]), f = (1, 'xyz'), {5}
*g, h = range(4)
i, *j, k = 'ab'
print(a, b, c, d, e, f, g, h, i, j, k)
x = y = z = []
print(x is y is z)
l = [0, 0]
l[0], l[1] = l[1] + 1, l[0] + 2
n = 0
n, l[n] = 1, 'at n'
print(l, n)
for f in ('a, b = 1,', 'a, b = 1, 2, 3', 'a, *b = []', 'a, b = 5', 'a, b = None', 'a, *b, c = [1]', '[a, b] = {1: 2}'):
    try:
        exec(f)
    except (ValueError, TypeError) as e:
        print(e)
