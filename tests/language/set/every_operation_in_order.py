seed = 7
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n
def mk():
    s = {rnd(300) - 20 for _ in range(rnd(60))}
    for _ in range(rnd(30)): s.discard(rnd(300) - 20)
    return s
for i in range(25):
    s = mk(); items = [rnd(300) - 20 for _ in range(rnd(60))]
    print(i, 'a', s)
    print(i, 'b', set(items), set(set(items)), s.copy(), frozenset(items), set(dict.fromkeys(items)))
    print(i, 'c', s | set(items), s.union(items), s.union(dict.fromkeys(items)), s.union(frozenset(items)))
    print(i, 'd', s & set(items)); print(i, 'd2', s.intersection(items)); print(i, 'd3', s.intersection(dict.fromkeys(items)))
    print(i, 'e', s - set(items)); print(i, 'e2', s.difference(items)); print(i, 'e3', s.difference(dict.fromkeys(items)))
    print(i, 'f', s ^ set(items)); print(i, 'f2', s.symmetric_difference(items)); print(i, 'f3', s.symmetric_difference(dict.fromkeys(items)))
    t = s.copy(); t.update(items); print(i, 'g', t); t = s.copy(); t.update(set(items)); print(i, 'g2', t); t = s.copy(); t.update(dict.fromkeys(items)); print(i, 'g3', t)
    t = s.copy(); t.difference_update(items); print(i, 'h', t); t = s.copy(); t.intersection_update(items); print(i, 'i', t); t = s.copy(); t.symmetric_difference_update(items); print(i, 'j', t)
    t = s.copy(); t ^= set(items); print(i, 'k', t); t = s.copy(); t &= set(items); print(i, 'l', t); t = s.copy(); t -= set(items); print(i, 'm', t)
    print(i, 'n', dict.fromkeys(items).keys() ^ s); print(i, 'o', dict.fromkeys(items).keys() & s, s & dict.fromkeys(items).keys()); print(i, 'p', dict.fromkeys(items).keys() | s, dict.fromkeys(items).keys() - s)
    try:
        for _ in range(5): t.pop()
    except KeyError: pass
    t.add(500); print(i, 'q', t, t.copy())
