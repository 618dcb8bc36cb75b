# compare: traceback
# The first iterable belongs to the frame around.
def broken():
    raise LookupError('nothing there')
def f(rows):
    return [x for x in rows or broken()]
print(f('ab'))
f('')
