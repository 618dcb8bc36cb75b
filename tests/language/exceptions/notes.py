# add_note collects notes.
e = ValueError('x')
print(hasattr(e, '__notes__'))
e.add_note('one')
e.add_note('two')
print(e.__notes__, e)
try:
    e.add_note(1)
except TypeError as t:
    print(t)
