# compare: traceback
def f(n):
    if n:
        return f(n - 1)
    raise KeyError('bottom')
f(10)
