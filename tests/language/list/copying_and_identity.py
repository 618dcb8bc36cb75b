a = [1, [2, 3], {'k': [4]}]
b, c, d, e = a[:], a.copy(), list(a), [*a]
for x in (b, c, d, e): print(x == a, x is a, x[1] is a[1])
b[1].append('shared'); b[0] = 'own'; print(a, b)
def deep(x):
    if isinstance(x, list): return [deep(y) for y in x]
    if isinstance(x, dict): return {k: deep(v) for k, v in x.items()}
    return x
f = deep(a); f[1].clear(); f[2]['k'][0] = 0; print(a, f)
grid = [[0] * 3] * 2; grid[0][0] = 1; print(grid); grid = [[0] * 3 for _ in range(2)]; grid[0][0] = 1; print(grid)
def f1(x): x = x + [1]
def f2(x): x += [1]
def f3(x): x[:] = [9]
l = []; f1(l); print(l); f2(l); print(l); f3(l); print(l)
x = y = [1]; x += [2]; print(y); x = x + [3]; print(y, x)
t = (l, l); l.append(0); print(t, t[0] is t[1])
m = [[1, 2], [3, 4]]; m[0], m[1] = m[1], m[0]; m[0][0], m[1][1] = m[1][1], m[0][0]; print(m)
n = [1, 2, 3]; n[1:2] = n; n.insert(1, n[:]); print(n); n[2:] = []; print(n, n[1] == [1, 1, 2, 3, 3])
it = iter(n); print(it is iter(it), list(it), list(it)); q = [*range(5)]; q[1:4], z = q[2:5], q; print(q, z is q)
p = [3, 1, 2]; r = sorted(p); s = p[::-1]; p.sort(); print(p == r, s, p is r, [p, p][0] is p, [] is not [], p.__class__ is list)
w = list(range(10)); w[2:8:2], w[3] = 'abc', 'd'; print(w); del w[w.index('a'):w.index('c')]; print(w, w.pop(w.index('c')), w)
