class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class K: A, B = 'a-const', 7
def f(v):
    match v:
        case None | True | False: return 'singleton'
        case 0: return 'zero'
        case -1 | -2.5: return 'negative'
        case 3 + 4j: return 'complex'
        case 'a' 'b': return 'string'
        case b'x': return 'bytes'
        case K.A | K.B: return 'constant'
        case []: return 'empty'
        case [1, x]: return 'one and', x
        case [1, *rest, 9]: return 'rest', rest
        case (('in', k), *_): return 'nested', k
        case {'type': 't', 'v': [a, b]}: return 'mapping', a, b
        case {'only': o, **more}: return 'more', o, more
        case {}: return 'any mapping'
        case Point(0, 0): return 'origin'
        case Point(x=0, y=yy): return 'on y', yy
        case Point(a, b) if a == b: return 'diagonal', a
        case Point() as p: return 'point', p.x, p.y
        case int(n) if n > 100: return 'large', n
        case int() | float() as num: return 'number', num
        case str(s): return 'str', s
        case [Point(a, _), Point(_, b)]: return 'two points', a, b
        case [_, _]: return 'pair'
        case (a, b, c) as whole: return 'triple', a + c, whole
        case _: return 'nothing'
for v in (None, True, 0, 0.0, -1, -2.5, 3 + 4j, 'ab', b'x', 'a-const', 7, [], (), [1, 2], (1, 5, 6, 9), [1, 9], [['in', 'deep'], 3], {'type': 't', 'v': (1, 2)}, {'only': 1, 'z': 2}, {'q': 1}, {}, Point(0, 0), Point(0, 3), Point(2, 2), Point(1, 2), 101, 5, 2.5, 'hello', [Point(1, 2), Point(3, 4)], [5, 6], [5, 6, 7], range(2), {1}, b'zz', object(), iter([1])):
    r = f(v)
    print(r)
