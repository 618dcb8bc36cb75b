# match with patterns of every sort.
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case 0: return 'zero'
        case 1 | 2: return 'one or two'
        case 'text': return 'str'
        case None | True: return 'constant'
        case [a]: return f'one {a}'
        case [a, *rest, 9]: return f'nine {a} {rest}'
        case (a, b) if a == b: return 'same'
        case [a, b]: return f'two {a} {b}'
        case {'k': k, **others}: return f'map {k} {others}'
        case P(0, y): return f'P0 {y}'
        case P(x=x, y=[z, _]): return f'P {x} {z}'
        case int() | float() as n: return f'number {n}'
        case str(s): return f'other text {s}'
        case -1.5 | 2+3j: return 'odd'
    return 'nothing'
for v in (0, 2, 'text', None, True, [5], [1, 2, 3, 9], (4, 4), (4, 5), {'k': 1, 'z': 2}, P(0, 1), P(3, (7, 8)), 5.5, 77, 'zz', {1}, 2 + 3j, b'ab'):
    print(f(v))
