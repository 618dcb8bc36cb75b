# Targets of for: tuples, attributes, items.
class A: pass
o, l = A(), [0]
for o.x in range(3): pass
for l[0] in 'ab': pass
for (a, b), *c in [((1, 2), 3, 4)]: print(a, b, c)
for i, (k, v) in enumerate({'x': 1}.items()): print(i, k, v)
print(o.x, l)
