# A class body has a scope of its own that methods do not see.
x = 'module'
class C:
    x = 'class'
    y = x
    def method(self):
        return x
    z = [x for _ in range(1)]
    w = [i for i in x]
print(C.y, C().method(), C.z, C.w)
def f():
    x = 'function'
    class D:
        y = x
        def g(self): return x
    return D.y, D().g()
print(f())
def h(x):
    class E:
        x = x
    return E.x
try:
    print(h(1))
except NameError as e:
    print(e)
