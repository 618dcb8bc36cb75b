# del of items, slices, attributes.
class A: pass
a, l, d = A(), [1, 2, 3, 4], {'x': 1, 'y': 2}
a.b = 1
del a.b, l[0], l[-1:], d['x']
print(hasattr(a, 'b'), l, d)
for text in ('del a.b', 'del l[9]', "del d['x']", 'del (1).x', 'del 5 .real'):
    try:
        exec(text)
    except (AttributeError, IndexError, KeyError) as e:
        print(type(e).__name__, e)
