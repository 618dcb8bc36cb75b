# __init__ called again resets what it takes; the ends in a UnicodeError's text are as they were set.
e = ImportError('text', name='n', path='p')
e.__init__()
print(e.args, e.msg, e.name, e.path)
e = NameError('text', name='n')
e.__init__('other')
print(e.args, e.name)
e = AttributeError('text', name='n', obj=1)
try:
    e.__init__(wrong=1)
except TypeError as x:
    print(x, e.name, e.obj)
e.__init__(obj=2)
print(e.name, e.obj)
for u in UnicodeEncodeError('c', 'xxxxx', 1, 5, 'why'), UnicodeDecodeError('c', b'xxxxx', 1, 5, 'why'), UnicodeTranslateError('xxxx', 1, 5, 'why'):
    for start, end in (1, 5), (1, 2), (1000, 5), (3, 3), (4, 1000), (1000, 1001):
        u.start, u.end = start, end
        print(u)
