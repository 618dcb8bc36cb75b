# if, elif, else, conditional expressions, and, or, not, chained comparisons.
def f(x):
    if x < 0: return 'neg'
    elif x == 0: return 'zero'
    elif 0 < x < 10: return 'small'
    else: return 'big'
print([f(x) for x in (-1, 0, 5, 50)], 1 if [] else 2, [] or 'x', 0 and 1, not [], 1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 1, None or 0 or '', 1 and 2 and 3, not not 5)
def t(x):
    print('t', x)
    return x
t(0) and t(1) or t(2)
t(3) < t(1) < t(9)
