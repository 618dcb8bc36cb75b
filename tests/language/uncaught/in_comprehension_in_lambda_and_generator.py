# compare: traceback
def f():
    return [(lambda: [list(1 / n for n in [m]) for m in [k]])() for k in [1, 0]]
f()
