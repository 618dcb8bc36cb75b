x = 'global'
def a():
    x = 'a'
    class C:
        y = x
        def m(self): return x
        x = 'C'
        z = [x for _ in '1']
        def n(self): return self.x
    return C
C = a(); c = C()
try: print(C.y)
except AttributeError: print('no y')
print(c.m(), C.z, c.n())
def b():
    global x
    x = 'changed'
    def inner(): return x
    return inner()
print(b(), x)
def d(x):
    def e():
        def f(): return x
        return f
    return e()()
print(d('param'))
def g():
    a1 = 1
    def h():
        b1 = a1 + 1
        def i():
            c1 = a1 + b1
            return sorted(locals().items())
        return i()
    return h()
print(g())
print([(lambda: x)() for x in 'ab'], x)
def j():
    exec('hidden = 1')
    try: return hidden
    except NameError as e: return str(e)
print(j())
len_ = len
def k():
    len = 5
    return len
print(k(), len('abc'))
print((lambda x: (lambda y: x + y))(1)(2), (lambda: (lambda: (lambda: x))())()())
def l(n):
    if n == 0: return lambda: n
    return l(n - 1)
print(l(3)())
def m():
    for i in range(2):
        def f(i=i): return i
        yield f
print([f() for f in m()])
def o():
    def rec(n): return 1 if n == 0 else n * rec(n - 1)
    return rec
print(o()(5)); rec = None
import builtins
builtins.injected = 'from builtins'
def p(): return injected
print(p()); injected = 'from globals'; print(p()); del injected; print(p()); del builtins.injected
