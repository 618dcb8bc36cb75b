# The message of each wrong call.
def err(f, *a, **k):
    try:
        print('ok', f(*a, **k))
    except TypeError as e:
        print(e)
def none(): return 0
def one(a): return 0
def two(a, b): return 0
def three(a, b, c): return 0
def four(a, b, c, d): return 0
def default(a, b=1): return 0
def defaults(a, b=1, c=2): return 0
def posonly(a, b, /): return 0
def kwonly(*, a): return 0
def kwonly3(*, a, b, c): return 0
def mixed(a, *, b, c=1): return 0
def star(a, *args): return 0
err(none, 1)
err(none, 1, 2)
err(none, x=1)
err(one)
err(one, 1, 2)
err(one, 1, a=2)
err(one, b=2)
err(two)
err(two, 1)
err(two, b=1)
err(three)
err(three, 1)
err(four)
err(four, 1, 2, 3, 4, 5, 6)
err(default)
err(default, 1, 2, 3)
err(defaults)
err(defaults, 1, 2, 3, 4)
err(posonly, 1)
err(posonly, a=1, b=2)
err(posonly, 1, b=2)
err(posonly)
err(kwonly)
err(kwonly, 1)
err(kwonly, a=1, b=2)
err(kwonly3)
err(kwonly3, a=1)
err(kwonly3, 1, a=1, b=1, c=1)
err(mixed)
err(mixed, 1)
err(mixed, 1, 2)
err(mixed, 1, 2, b=3)
err(mixed, 1, 2, 3, b=3, c=4)
err(star)
