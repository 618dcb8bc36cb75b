# types.MethodType binds natives to what they are not for: they must say so.
import types
for f, s in ((str.upper, 5), (list.append, 5), (dict.get, 'x'), (int.__new__, 5), (str.__len__, 7), (list.__getitem__, {}), (set.add, 3.5), (bytes.hex, 'a'), (tuple.__new__, 5), (int.__add__, 'x')):
    for form in range(3):
        m = types.MethodType(f, s)
        try:
            if form == 0: print(m(1))
            elif form == 1: print(m())
            else: print(list(map(m, [1, 2])))
        except TypeError as e: print(type(e), e)
class C:
    def __init__(self): pass
for f in (str.upper, list.append, dict.get, int.__new__, str.__len__, set.add):
    C.f = types.MethodType(f, 5)
    c = C()
    try: print(c.f(3))
    except TypeError as e: print(e)
    c.g = types.MethodType(f, 5)
    try: print(c.g())
    except TypeError as e: print(e)
