# Parameters before a slash cannot be given by keyword.
def f(a, b=2, /, c=3):
    return a, b, c

print(f(1), f(1, 5), f(1, 5, c=6))
try:
    f(a=1)
except TypeError as e:
    print(e)
try:
    f(1, b=1)
except TypeError as e:
    print(e)

def g(a, /, **kw):
    return a, kw

print(g(1, a=2))
