import functools
def twice(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k), f(*a, **k)
    return inner
@twice
def g(x):
    "doc of g"
    return x + 1
print(g(1), g.__name__, g.__doc__, g.__wrapped__(5))
def count(start):
    def deco(f):
        n = start
        def inner(*a):
            nonlocal n
            n += 1
            return n, f(*a)
        return inner
    return deco
@count(10)
def h(x): return x
print(h('a'), h('b'))
@lambda f: 'replaced'
def k(): pass
print(k)
table = {}
@table.setdefault('name', lambda f: f() * 2)
def v(): return 21
print(v)
@[int, str][1]
def w(): pass
print(w.startswith('<function w'))
