class P:
    __match_args__ = ('x',)
    x = 1
class Bad: __match_args__ = 5
class BadName: __match_args__ = (5,)
class Twice:
    __match_args__ = ('x', 'x'); x = 1
class None_: pass
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def a():
    match P():
        case P(1, 2): return 'no'
def b():
    match Bad():
        case Bad(1): return 'no'
def c():
    match BadName():
        case BadName(1): return 'no'
def d():
    match Twice():
        case Twice(1, 1): return 'no'
def e():
    match None_():
        case None_(1): return 'no'
def f():
    match 5:
        case undefined.name: return 'no'
def g():
    match 5:
        case len(1): return 'no'
def h():
    match P():
        case P(1, x=1): return 'no'
def i():
    match 5:
        case int(1, 2): return 'no'
for t in (a, b, c, d, e, f, g, h, i): err(t)
match = case = _ = 5
print(match, case, _, match * 2, [match][0])
match (match, case):
    case (5, x): print('soft keywords', x)
match 1, 2:
    case a, b if a > b: print('guard')
    case x, y: print(x, y)
def bind(v):
    match v:
        case [x, 1] | [1, x]: return x
        case {'k': x} | [x]: return x
    return 'unbound'
print(bind([5, 1]), bind([1, 6]), bind({'k': 7}), bind('str'), bind([8]))
log = []
class G:
    def __eq__(self, o): log.append(o); return o == 2
match G():
    case 1: pass
    case 2: print('eq', log)
match {'a': 1, 'b': 2}:
    case {'a': 1, 'c': _}: print('no')
    case {'b': v, **r}: print(v, r)
