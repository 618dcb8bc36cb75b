# compare: traceback
def f():
    x = [y for z in 'a']
    y = 1
f()
