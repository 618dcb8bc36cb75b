# A list within itself.
a = [1]
a.append(a)
print(a, a[1][1][0], len(a))
d = {}
d['d'] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
b = [1]
b.append(b)
try:
    a == b
except RecursionError:
    print('recursion')
