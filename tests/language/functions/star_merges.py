# * and ** at the place of call.
def show(*a, **k):
    print(a, k)
show(*'abc')
show(*range(3), *[], *(9,))
show(**{'a': 1}, b=2, **{'c': 3})
show(1, *[2], 3, *[4], x=5, **dict(y=6))
show(*(i * i for i in range(4)))
def err(thunk):
    try:
        thunk()
    except TypeError as e:
        print(e)
err(lambda: show(*1))
err(lambda: show(**1))
err(lambda: show(**[1]))
err(lambda: show(*None))
err(lambda: show(**{1: 2}))
err(lambda: show(a=1, **{'a': 2}))
err(lambda: show(**{'a': 1}, **{'a': 2}))
err(lambda: show(x=0, *[1], **{'x': 2}))
def one(a): pass
err(lambda: one(1, **{'a': 2}))
err(lambda: one(*[1, 2, 3]))
class M:
    def keys(self): return ['k1', 'k2']
    def __getitem__(self, k): return k.upper()
show(**M())
