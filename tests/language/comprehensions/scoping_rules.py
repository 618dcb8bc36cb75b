x = 'module'
print([x for x in range(3)], x)
print([y for y in 'ab'] and 'y' in globals())
def f():
    n = 10
    return [i + n for i in range(3)], {n: i for i in range(1)}, sum(i * n for i in range(3)), [(lambda: i + n)() for i in range(2)]
print(f())
class C:
    items = [1, 2]
    n = 5
    ok = [i for i in items]
    try:
        bad = [i + n for i in items]
    except NameError as e:
        bad = str(e)
    nested = [[j for j in range(i)] for i in items]
print(C.ok, C.bad, C.nested)
print([f() for f in [lambda i=i: i for i in range(3)]], [g() for g in [lambda: i for i in range(3)]])
print([last := i for i in range(4)], last, any((hit := w) == 'b' for w in 'abc'), hit)
def h():
    total = 0
    out = [total := total + v for v in range(5)]
    return total, out
print(h(), [[y := x, x / y] for x in (1, 2)], y)
print([(a, b) for a, *b in ['xyz', 'pq']], [i for i in range(20) if i % 2 if i % 3], [(i, j) for i in range(3) for j in range(i) if j != 1], [k for k, in [(1,), (2,)]])
for src in ('[i := 0 for i in r]', '[i for i in (j := r)]', 'class C:\n  [z := 1 for _ in r]', '[x for x in y := 1]', '[(i, j := 1) for j in r]', '[x for x in *a]', '[i for i in 1, 2]', '(yield for x in y)', '[x, y for x in z]', '[x async for x in y]'):
    try:
        compile(src, '', 'exec'); print(src, 'ok')
    except SyntaxError as e:
        print(src, e.msg)
