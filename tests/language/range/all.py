for r in (range(5), range(2, 8), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 2), range(-3, 3), range(0, 10**20, 10**19), range(1, 2, 100)):
    print(r, list(r), len(r), bool(r), r[::-1], list(reversed(r)), r.start, r.stop, r.step, sum(r))
r = range(0, 20, 3)
print(r[2], r[-1], r[1:4], r[::2], r[10:], 6 in r, 7 in r, 6.0 in r, 'a' in r, r.index(9), r.count(9), r.count(10), r == range(0, 19, 3), range(0) == range(2, 1), hash(r) == hash(range(0, 21, 3)), range(1, 1) == range(5, 5, 2), range(3) == [0, 1, 2], r != range(2))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: range())
err(lambda: range(1, 2, 0))
err(lambda: range(1, 2, 3, 4))
err(lambda: range('a'))
err(lambda: range(1.0))
err(lambda: r[100])
err(lambda: r['a'])
err(lambda: r.index(1))
err(lambda: r.index('a'))
err(lambda: len(range(10**30)))
err(lambda: range(10**30)[10**29])
err(lambda: range(stop=1))
err(lambda: r + r)
err(lambda: r < r)
err(lambda: setattr(r, 'start', 1))
print(10**25 in range(0, 10**30, 10), range(10**30)[-1], range(10**30)[5:10**20:10**19], type(iter(range(10**30))).__name__, next(iter(range(10**30, 10**31))), iter(range(5)).__length_hint__(), range(True, 5)[0], max(range(10)), [*range(3)], (*range(2),))
for i in range(3):
    i += 10
print(i, isinstance(r, range))
