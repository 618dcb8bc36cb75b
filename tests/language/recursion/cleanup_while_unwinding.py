# finally and with run on the way up from a RecursionError.
count = {'finally': 0, 'exit': 0, 'except': 0}
class C:
    def __enter__(self): return self
    def __exit__(self, *a): count['exit'] += 1
def f(n):
    try:
        with C(): f(n + 1)
    finally:
        count['finally'] += 1
try: f(0)
except RecursionError: print(count['finally'] > 100, count['exit'] > 100, count['finally'] - count['exit'] in (-1, 0, 1, 2))
def g(n):
    try: return g(n + 1)
    except RecursionError:
        count['except'] += 1
        raise
try: g(0)
except RecursionError as e: print(count['except'] > 100, e.__context__ is None)
def h(n, limit):
    return n if n == limit else h(n + 1, limit)
print([h(0, k) for k in (10, 100, 800)])
def deep_list(n):
    x = []
    for _ in range(n): x = [x]
    return x
a = deep_list(100000)
n = 0
while a: a, n = a[0], n + 1
print(n)
for name, op in (('repr', repr), ('eq', lambda x: x == deep_list(100000)), ('lt', lambda x: x < deep_list(100000)), ('str', str)):
    try: op(deep_list(100000)); print(name, 'ok')
    except RecursionError: print(name, 'RecursionError')
t = ()
for _ in range(50000): t = (t,)
d = {}
for _ in range(50000): d = {'k': d}
try: repr(d); print('repr ok')
except RecursionError: print('repr RecursionError')
del t, d
print('done')
