# compare: traceback
try:
    print([1 // n for n in [1, 0]])
except ZeroDivisionError:
    class Table:
        rows = [n.missing for n in [1]]
