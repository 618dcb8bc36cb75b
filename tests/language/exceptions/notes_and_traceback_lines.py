def h(x): return 1 / x
def g(x): return h(x)
def f(x):
    try:
        return g(x)
    except ZeroDivisionError as e:
        e.add_note('first'); e.add_note('second')
        raise
try:
    f(0)
except ZeroDivisionError as e:
    tb, out = e.__traceback__, []
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(out, e.__notes__)
e = ValueError()
print(hasattr(e, '__notes__'))
for bad in (5, None):
    try: e.add_note(bad)
    except TypeError as x: print(x)
e.__notes__ = 'replaced'
try: e.add_note('n')
except TypeError as x: print(x)
def again():
    try: raise e
    except ValueError as v: return v
def count(x):
    n, t = 0, x.__traceback__
    while t: n, t = n + 1, t.tb_next
    return n
print(count(again()), count(again()), count(e), count(e.with_traceback(None)))
