# Keys before values, conditions before elements.
def t(x):
    print(x, end=' ')
    return x
[t('elt') for _ in t([1]) if t('cond')]
print()
{t('k'): t('v') for _ in [1]}
print()
