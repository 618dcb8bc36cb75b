# globals, locals, vars, dir in several places.
def f(a, b=2):
    c = 3
    def g():
        return c
    return sorted(locals())
print(f(1), globals() is locals(), 'f' in globals())
class C:
    x = 1
    names = sorted(n for n in locals() if not n.startswith('__'))
print(C.names)
def g():
    x = 1
    before = sorted(locals())
    del x
    return before, dir()
print(g())
def h():
    return eval('locals()', {'q': 1}), eval('q', {'q': 1})
print(sorted(k for k in h()[0] if k != '__builtins__'))
globals()['made'] = 7
print(made)
