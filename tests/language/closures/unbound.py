# A cell that is not filled yet, or was emptied.
def f():
    def g():
        return x
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    x = 1
    print(g())
    del x
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
f()
