# __slots__: no dict, named places only.
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x):
        self.x = x
p = P(1)
print(p.x, hasattr(p, '__dict__'), hasattr(p, 'y'))
try:
    p.z = 1
except AttributeError as e:
    print(e)
try:
    p.y
except AttributeError as e:
    print(e)
p.y = 2
del p.x
print(p.y, hasattr(p, 'x'))
class Q(P):
    __slots__ = ('z',)
q = Q(1)
q.z = 3
print(q.x, q.z)
class R(P): pass
r = R(1)
r.anything = 4
print(r.anything, r.x, r.__dict__)
try:
    class S:
        __slots__ = ('a',)
        a = 1
except ValueError as e:
    print(e)
