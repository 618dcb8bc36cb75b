# compare: traceback
def f():
    return [[[[[[[a + b + c + d + e + g + h for a in ['']] for b in ['']] for c in ['']] for d in ['']] for e in ['']] for g in ['']] for h in [1]]
f()
