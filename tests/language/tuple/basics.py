# Tuples: display, methods, comparisons.
t = 1, 'a', (2,)
print(t, (), (1,), t[0], t[-1], t[1:], t + (3,), (1, 2) * 2, t.index('a'), t.count(1), len(t), 1 in t, (1, 2) < (1, 3), () < (1,), hash((1, 2)) == hash((1, 2)), tuple('ab'), tuple([1]))
for f in (lambda: t[5], lambda: t.index(9), lambda: t + [1], lambda: hash(([],)), lambda: tuple(5), lambda: t['a']):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
