# More arguments than fit a byte.
source = 'def f(' + ', '.join(f'a{i}={i}' for i in range(300)) + '):\n    return ' + ' + '.join(f'a{i}' for i in range(300))
space = {}
exec(source, space)
f = space['f']
print(f(), f(*range(1, 301)), f(a299=0), f(**{f'a{i}': 1 for i in range(300)}))
try:
    f(*range(301))
except TypeError as e:
    print(e)
def g(*a, **k): return len(a), len(k)
print(g(*range(1000), **{f'k{i}': i for i in range(500)}))
print(eval('g(' + ', '.join(map(str, range(400))) + ')'))
