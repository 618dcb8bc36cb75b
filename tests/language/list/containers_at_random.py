seed = 5
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return s.v % 5
    def __eq__(s, o): return s.v == (o.v if isinstance(o, K) else o)
    def __lt__(s, o): return s.v < (o.v if isinstance(o, K) else o)
    def __gt__(s, o): return s.v > (o.v if isinstance(o, K) else o)
    def __repr__(s): return 'K(%d)' % s.v
def val(n=12):
    c = rnd(8)
    v = rnd(n)
    if c < 3: return v
    if c == 3: return float(v)
    if c == 4: return K(v)
    if c == 5: return (v, rnd(3))
    if c == 6: return v + 2**60
    return -v
def num(n=12):
    c = rnd(4); v = rnd(n)
    return v if c < 2 else float(v) + .5 if c == 2 else K(v)
def it(k, n):
    items = [val() for _ in range(rnd(n))]
    c = rnd(7)
    if c == 0: return tuple(items)
    if c == 1: return (x for x in items)
    if c == 2: return set(items)
    if c == 3: return dict.fromkeys(items)
    if c == 4: return iter(items)
    if c == 5: return frozenset(items)
    return items
def run(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
def R(): return [None, 0, 1, 2, 3, 5, 8, 20, -1, -2, -5, -20][rnd(12)]
def St(): return [None, None, 1, 2, 3, -1, -2, -3][rnd(8)]
out = []
l = []
for step in range(300):
    c = rnd(22)
    if c == 0: r = run(lambda: l.append(val()))
    elif c == 1: r = run(lambda: l.extend(it(0, 6)))
    elif c == 2: r = run(lambda: l.insert(rnd(20) - 10, val()))
    elif c == 3: r = run(lambda: l.pop(rnd(20) - 10))
    elif c == 4: r = run(lambda: l.remove(val()))
    elif c == 5: r = run(lambda: l.index(val(), rnd(5), rnd(20)))
    elif c == 6: r = run(lambda: l.count(val()))
    elif c == 7: r = run(lambda: l[R():R():St()])
    elif c == 8:
        def f(): l[R():R():St()] = it(0, 5)
        r = run(f)
    elif c == 9:
        def f(): del l[R():R():St()]
        r = run(f)
    elif c == 10: r = run(lambda: l.reverse())
    elif c == 11: r = run(lambda: l * rnd(3))
    elif c == 12: r = run(lambda: l + list(it(0, 4)))
    elif c == 13: r = run(lambda: val() in l)
    elif c == 14: r = run(lambda: l == list(l) or l)
    elif c == 15:
        def f():
            l[rnd(12) - 6] = val()
        r = run(f)
    elif c == 16:
        q = [num(30) for _ in range(rnd(60))]; rev = rnd(2)
        r = run(lambda: sorted(q, reverse=rev))
    elif c == 17:
        q = [(num(6), i) for i in range(rnd(60))]; rev = rnd(2)
        r = run(lambda: sorted(q, key=lambda p: p[0], reverse=rev))
    elif c == 18:
        q = [(rnd(3), str(rnd(5)), -rnd(4) / 2) for i in range(rnd(80))]
        r = run(lambda: sorted(q, reverse=rnd(2)))
    elif c == 19: r = run(lambda: sorted(l))
    elif c == 20: r = run(lambda: [l < list(it(0, 3)), l == l[:], tuple(l) == tuple(l)])
    else:
        if len(l) > 40: l.clear()
        r = ''
    out.append(r)
    if step % 20 == 0: out.append(repr(l))
d = {}
for step in range(300):
    c = rnd(16)
    if c < 4:
        def f(): d[val(40)] = step
        r = run(f)
    elif c < 6: r = run(lambda: d.pop(val(40)))
    elif c == 6:
        def f(): del d[val(40)]
        r = run(f)
    elif c == 7: r = run(lambda: d.setdefault(val(40), step))
    elif c == 8: r = run(lambda: d.popitem())
    elif c == 9: r = run(lambda: d.get(val(40)))
    elif c == 10: r = run(lambda: d.update([(val(40), i) for i in range(rnd(5))]))
    elif c == 11: r = run(lambda: d | dict.fromkeys(it(0, 5)))
    elif c == 12: r = run(lambda: [val(40) in d, len(d), list(reversed(d))])
    elif c == 13: r = run(lambda: d == dict(d))
    elif c == 14: r = run(lambda: [x == y for x, y in zip(d, d.copy())] and list(d.items() & [(val(40), step)]))
    else:
        if rnd(6) == 0: d.clear()
        r = run(lambda: d.keys() - it(0, 20)) if 0 else ''
    out.append(r)
    if step % 20 == 0: out.append(repr(d))
s = set()
def it2(n):
    items = [rnd(200) - 20 for _ in range(rnd(n))]
    c = rnd(6)
    return [items, tuple(items), set(items), frozenset(items), dict.fromkeys(items), iter(items)][c]
for step in range(600):
    c = rnd(22)
    if c < 4: r = run(lambda: s.add(rnd(300)))
    elif c < 7: r = run(lambda: s.discard(rnd(300)))
    elif c == 7: r = run(lambda: s.remove(rnd(300)))
    elif c == 8: r = run(lambda: s.pop())
    elif c == 9: r = run(lambda: s.update(it2(30)))
    elif c == 10: r = run(lambda: s.difference_update(it2(30)))
    elif c == 11: r = run(lambda: s.union(it2(9), it2(30)))
    elif c == 12: r = run(lambda: s.intersection(it2(100)))
    elif c == 13: r = run(lambda: s.difference(it2(100)))
    elif c == 14: r = run(lambda: s.symmetric_difference(it2(50)))
    elif c == 15: r = run(lambda: s.symmetric_difference_update(it2(20)))
    elif c == 16: r = run(lambda: [s < set(it2(9)), s >= set(it2(3)), s.issubset(it2(50)), s.issuperset(it2(3)), s.isdisjoint(it2(2))])
    elif c == 17: r = run(lambda: s | set(it2(9)))
    elif c == 18: r = run(lambda: s & set(it2(99)))
    elif c == 19: r = run(lambda: [s ^ set(it2(9)), s - set(it2(99)), set(it2(9)) - s, {1: 1, 5: 5}.keys() ^ s, {1: 1}.keys() | s, s - {1: 1, 3: 3}.keys()])
    elif c == 20:
        if rnd(3) == 0: s.intersection_update(it2(300))
        r = run(lambda: hash(frozenset(s)))
    else:
        r = run(lambda: s.copy())
        if rnd(10) == 0: s.clear()
    out.append(r)
    if step % 10 == 0: out.append(repr(s))
ks = {K(i) for i in range(10)}
for step in range(300):
    c = rnd(8)
    if c < 2: r = run(lambda: ks.add(K(rnd(40))))
    elif c < 4: r = run(lambda: ks.discard(K(rnd(40))))
    elif c == 4: r = run(lambda: ks & {K(rnd(40)) for _ in range(9)})
    elif c == 5: r = run(lambda: ks ^ {K(rnd(40)) for _ in range(9)})
    elif c == 6: r = run(lambda: ks - {K(rnd(40)) for _ in range(9)})
    else: r = run(lambda: [ks | {K(1)}, ks <= ks.copy(), ks == set(list(ks)), hash(frozenset(ks)) == hash(frozenset(list(ks)))])
    out.append(r)
for i, o in enumerate(out): print(i, o)
