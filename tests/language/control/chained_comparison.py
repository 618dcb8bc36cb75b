log = []
def n(x):
    log.append(x)
    return x
print(n(1) < n(2) < n(3), log); log.clear()
print(n(3) < n(2) < n(1), log); log.clear()
print(1 < 2 > 1 != 5 == 5 >= 5 <= 6, 1 in [1] in [[1]], 1 < 2 in [True], (1 < 2) in [True], not 1 < 0, 1 == True != None, 'a' < 'b' < 'c', 3 > 2 > 2)
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt', self.v, o.v); return C(f'({self.v}<{o.v})')
    def __bool__(self): print('bool', self.v); return True
    def __repr__(self): return f'C{self.v}'
print(C('a') < C('b') < C('c'))
class F(C):
    def __bool__(self): return False
    def __lt__(self, o): return F('f')
print(F('a') < F('b') < F('c'))
x = 5
print(1 < x < 10, 1 < x and x < 3, 0 <= x <= 5, x == 5 == 5.0, x in (5, 6) != False)
def chain(a, b, c, d): return a <= b < c != d
print([chain(*t) for t in ((1, 1, 2, 3), (2, 1, 0, 0), (1, 2, 3, 3), (1, 1, 1, 0))])
if 1 < x < 3: print('no')
elif not 1 < x < 3: print('elif')
while 0 < x < 6: x += 1
print(x, [i for i in range(10) if 2 < i <= 5], (lambda v: 0 < v < 1)(0.5), 1 < (2 < 3), None is None is None, 1 not in [2] not in [3])
try: 1 < 2 < 'a'
except TypeError as e: print(e)
