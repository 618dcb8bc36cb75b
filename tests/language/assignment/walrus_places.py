if (n := len('abc')) > 2: print(n)
while (k := n) > 1: n -= 1
print(k, n)
print((a := 1) + a, [b := 2, b * 2], {'k': (c := 3)}, f'{(d := 4)}', f'{a:=5}', (e := 5, e)[1], x if (x := 6) else 0)
def f(v, w=(q := 9)): return v
print(f(r := 7), r, q, f(v=(s := 8)), s)
print([y for v in range(5) if (y := v * v) % 2 == 0], y, [(z := i) for i in 'ab'][-1], z)
(t := []).append(1); print(t)
lam = lambda: (u := 10) + u
print(lam(), 'u' in globals())
assert (g := True)
print((h := 1, 2), h, (lambda p: (m := p))(3), not (o := 0), o, [1, 2, 3][(i := 1):], i)
def outer():
    val = 0
    def inner():
        nonlocal val
        return (val := val + 1)
    inner()
    return inner(), val
print(outer())
def glob():
    global made
    return [made := i for i in range(3)]
print(glob(), made)
with_if = [l for l in ['a=1', 'b', 'c=2'] if (p := l.partition('='))[1] and (val := p[2])]
print(with_if, p, val)
for bad in ('a := 1', 'x = y := 1', 'f(a=b := 1)', 'lambda: x := 1', '(x, y := 1, 2)', '(a[0] := 1)', '(a.b := 1)', '((a, b) := 1)', 'def f(x=y := 1): pass', '(x := 1) = 2', '[i for i in i := 5]', 'del (a := 1)', 'with (a := b): pass', 'x[a := 0]', '{a := 1}', '{a := 1: 2}', '{1: a := 2}', 'f(a := 1)', '(x: int := 1)'):
    try: compile(bad, '', 'exec'); print(bad, 'ok')
    except SyntaxError as e: print(bad, '|', e.msg)
