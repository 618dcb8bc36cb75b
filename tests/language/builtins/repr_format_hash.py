# repr, str, ascii, format, hash, id.
print(repr('a'), str('a'), ascii('é'), format(5, '03'), format('a'), format([1]), hash(5), hash('a') == hash('a'), id(None) == id(None), repr([1, 'b', (2.0,), {3: None}]), hash((1, 2)) == hash((1, 2)), len('abc'), len({1: 2}))
a, b = object(), object()
print(id(a) == id(a), id(a) == id(b), hash(a) == hash(a))
for f in (lambda: format(1, 2), lambda: format(object(), 'x'), lambda: hash([]), lambda: hash({}), lambda: len(1), lambda: repr(), lambda: len()):
    try:
        f()
    except TypeError as e:
        print(e)
