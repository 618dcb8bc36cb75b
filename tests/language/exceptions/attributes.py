# Attributes of particular exceptions.
try:
    undefined_thing
except NameError as e:
    print(e.name)
try:
    (5).nothing
except AttributeError as e:
    print(e.name, e.obj)
try:
    import no_such_module
except ImportError as e:
    print(e.name, e.path, type(e).__name__)
try:
    {}['k']
except KeyError as e:
    print(e.args)
try:
    b'\xff'.decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
e = StopIteration(5)
print(e.value, SystemExit(3).code, OSError(1, 'b', 'c').errno, OSError(1, 'b', 'c').strerror, OSError(1, 'b', 'c').filename)
