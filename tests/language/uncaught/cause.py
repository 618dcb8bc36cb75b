# compare: traceback
try:
    [].pop()
except IndexError as e:
    raise RuntimeError('wrapped') from e
