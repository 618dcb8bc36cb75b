# A list may grow and shrink while it is iterated over.
a = [1, 2, 3]
for x in a:
    if x < 3:
        a.append(x + 10)
print(a)
b = [1, 2, 3, 4]
for x in b:
    b.remove(x)
print(b)
it = iter([1, 2])
print(next(it), list(it), list(it))
c = [1, 2, 3]
it = iter(c)
print(list(it))
c.append(4)
print(list(it))
