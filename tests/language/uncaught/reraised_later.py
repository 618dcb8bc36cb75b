# compare: traceback
saved = None
def first():
    raise ValueError('kept')
try:
    first()
except ValueError as e:
    saved = e
def later():
    raise saved
later()
