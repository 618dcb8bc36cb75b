class Router:
    def __init__(self): self.routes = {}
    def __call__(self, path, *, method='GET'):
        def deco(f):
            self.routes[method, path] = f
            return f
        return deco
    def handle(self, path, method='GET', **kw):
        match self.routes.get((method, path)):
            case None: return 404
            case f: return f(**kw)
route = Router()
@route('/')
@route('/home')
def home(): return 'home'
@route('/user', method='POST')
def create(name, age=0): return f'{name}:{age}'
print(route.handle('/'), route.handle('/home'), route.handle('/user'), route.handle('/user', 'POST', name='ann', age=3), sorted(route.routes))
def retry(times, *kinds):
    def deco(f):
        def g(*a):
            for i in range(times):
                try: return f(*a)
                except kinds as e: print('attempt', i + 1, repr(e))
            raise RuntimeError(f'{f.__name__} failed {times} times')
        return g
    return deco
state = [0]
@retry(3, ValueError, KeyError)
def flaky(limit):
    state[0] += 1
    if state[0] < limit: raise ValueError(state[0])
    return 'done'
print(flaky(3))
state[0] = 0
try: flaky(10)
except RuntimeError as e: print(e)
class countcalls:
    def __init__(self, f): self.f, self.n = f, 0
    def __get__(self, o, t=None):
        def bound(*a):
            self.n += 1
            return self.f(o, *a)
        return bound
class C:
    @countcalls
    def m(self, x): return x * 2
c = C(); print(c.m(2), c.m(3), C.__dict__['m'].n)
def trace(f):
    depth = 0
    def g(n):
        nonlocal depth
        print(' ' * depth + f'{f.__name__}({n})'); depth += 1
        try: return f(n)
        finally: depth -= 1
    return g
@trace
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(4))
