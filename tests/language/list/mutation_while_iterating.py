a = [1, 2, 3]
for x in a:
    if x < 4: a.append(x + 3)
print(a)
b = list(range(8))
for x in b:
    b.remove(x)
print(b)
c = [1, 2, 3]
it = iter(c)
print(next(it), it.__length_hint__())
c.clear()
print(list(it), it.__length_hint__())
c.append(9)
print(list(it))
d = [1, 2, 3]
r = reversed(d)
print(next(r)); d.append(4); print(list(r))
e = [0, 1, 2]
for i, e[i] in enumerate('xyz'):
    print(i, e)
print(e)
f = [1, 2]
f.extend(x * 2 for x in f if len(f) < 6)
print(f)
g = [1, 2, 3, 4]
g[1:3] = (g.append(5) or v for v in (10, 20))
print(g)
