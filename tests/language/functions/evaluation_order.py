# Arguments are evaluated from left to right.
def t(x):
    print(x, end=' ')
    return x
def f(*a, **k): return None
f(t(1), t(2), *[t(3)], a=t(4), **{'b': t(5)})
print()
t(1) + t(2) * t(3)
print()
[t(1), t(2)][t(0)]
print()
{t('k'): t('v')}
print()
d = {}
d[t('key')] = t('value')
print()
t(1) < t(2) < t(0) < t(9)
print()
