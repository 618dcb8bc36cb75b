# __traceback__ and with_traceback.
def f():
    raise ValueError
try:
    f()
except ValueError as e:
    tb = e.__traceback__
    lines = []
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(lines, e.with_traceback(None) is e, e.__traceback__)
