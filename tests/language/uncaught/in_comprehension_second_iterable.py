# compare: traceback
def f(rows):
    return [x for row in rows for x in row]
print(f(['ab', 'c']))
f(['ab', 3])
