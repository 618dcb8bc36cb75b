# Keyword arguments in any order.
def f(a, b, c=3):
    return a, b, c

print(f(b=1, a=2), f(1, c=5, b=4), f(*[1], **{'b': 2}))
