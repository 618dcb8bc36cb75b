# What a call with wrong arguments says.
def none(): pass
def one(a): pass
def two(a, b): pass
def some(a, b=1): pass
def only(*, k): pass
def pos(a, b, /): pass

for call in (lambda: none(1), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1), lambda: some(), lambda: some(1, 2, 3),
             lambda: one(a=1, b=2), lambda: one(1, a=2), lambda: only(), lambda: only(1), lambda: pos(1), lambda: pos(a=1, b=2),
             lambda: none(x=1)):
    try:
        call()
    except TypeError as e:
        print(e)
