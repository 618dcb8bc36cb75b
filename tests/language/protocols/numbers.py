# __int__, __float__, __complex__, __index__, __round__, __trunc__, __floor__, __ceil__.
import math
class A:
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __complex__(self): return 1 + 2j
    def __round__(self, n=None): return 'round', n
    def __trunc__(self): return 7
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
class I:
    def __index__(self): return 3
a = A()
print(int(a), float(a), complex(a), round(a), round(a, 2), math.trunc(a), math.floor(a), math.ceil(a))
print(int(I()), [0, 1, 2, 3][I()], 'abcdef'[I():], range(I()), hex(I()), float(I()), 'x' * I(), math.sqrt(I()), [1] * I())
class Bad:
    def __index__(self): return 'x'
    def __int__(self): return 1.5
for f in (lambda: int(Bad()), lambda: [1][Bad()], lambda: [1]['a'], lambda: range(1.0), lambda: int([])):
    try:
        f()
    except TypeError as e:
        print(e)
