# Many signatures against many calls.
signatures = ['', 'a', 'a, b', 'a, b=2', 'a, /', 'a, /, b', 'a=1, /, b=2', '*, a', '*, a=1', 'a, *, b', '*args', 'a, *args', '**kw', 'a, **kw', 'a, /, **kw', 'a, b=2, *args, c, d=4, **kw', '*args, a=1']
calls = ['', '1', '1, 2', '1, 2, 3', 'a=1', 'b=2', 'a=1, b=2', '1, b=2', '1, a=2', '*[1, 2]', '**{"a": 1}', '1, *[2], c=3', '1, 2, 3, c=4, e=5', 'zz=1', '1, *(), **{"b": 5}']
for s in signatures:
    names = [p.strip(' *').split('=')[0] for p in s.split(',') if p.strip() not in ('*', '/', '')]
    space = {}
    exec(f'def f({s}): return ({"".join(n + ", " for n in names)})', space)
    for c in calls:
        try: r = eval(f'f({c})', space)
        except TypeError as e: r = str(e)
        print(f'f({s}) <- ({c}):', r)
