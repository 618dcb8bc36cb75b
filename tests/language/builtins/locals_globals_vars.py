x = 1
print('x' in globals(), globals()['x'], globals() is globals(), locals() is globals(), vars() is globals())
globals()['made'] = 'by hand'
print(made)
def f(a, b=2):
    c = a + b
    return sorted(locals().items())
print(f(1))
def g():
    if False: never = 1
    y = 5
    d = locals()
    z = 6
    d['y'] = 'ignored'
    return y, sorted(d), sorted(locals())
print(g())
def outer():
    v = 1
    def inner():
        w = v
        return sorted(locals())
    return inner(), sorted(k for k in locals() if k != 'inner')
print(outer())
class C:
    a = 1
    names = sorted(k for k in locals() if not k.startswith('__'))
    locals()['b'] = 2
print(C.names, C.b)
def h(x):
    del x
    return locals()
print(h(1), [sorted(locals()) for q in [1]] if False else '', (lambda k: locals())(3))
def gen():
    a = 1
    yield sorted(locals())
    b = 2
    yield sorted(locals())
print(list(gen()))
