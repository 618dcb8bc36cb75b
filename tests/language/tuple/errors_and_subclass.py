t = (1, 2, 3)
print(t, t + (4,), t * 2, t[0], t[-1], t[::-1], len(t), 2 in t, t.index(2), t.count(3), t == (1, 2, 3), t < (1, 2, 4), (1, 2) < (1, 2, 0), hash(t) == hash((1, 2, 3)), tuple(), tuple('ab'), tuple(range(3)), tuple([1]), (1,), ())
a = (1,)
a += (2,)
print(a, (), tuple(t) is t, t[:] is t)
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: t[5])
err(lambda: t.index(9))
err(lambda: t + [1])
err(lambda: t + 1)
err(lambda: t < [1])
err(lambda: t * 1.5)
err(lambda: tuple(5))
err(lambda: tuple(1, 2))
err(lambda: hash(([],)))
err(lambda: t.__setitem__)
err(lambda: t.append(1))
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
m = ([1],)
try:
    m[0] += [2]
except TypeError as e:
    print(e, m)
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    x = property(lambda self: self[0])
p = P(3, 4)
print(p, p.x, p == (3, 4), type(p + ()).__name__, type(p[:]).__name__, {(3, 4): 'found'}[p])
