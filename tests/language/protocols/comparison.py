# Comparisons, their reflections and the fallback to identity.
class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        print('eq', self.v)
        return self.v == o.v if isinstance(o, A) else NotImplemented
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return 'le'
a, b = A(1), A(1)
print(a == b, a != b, a == 1, a != 1, 1 == a)
print(a < A(2), a > A(0), a <= b, a >= b)
class B: pass
x, y = B(), B()
print(x == y, x == x, x != y)
try:
    x < y
except TypeError as e:
    print(e)
try:
    a < 5
except AttributeError as e:
    print(e)
try:
    1 < 'a'
except TypeError as e:
    print(e)
