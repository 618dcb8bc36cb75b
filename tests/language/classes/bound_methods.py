# Bound methods as values.
class A:
    def __init__(self, v): self.v = v
    def f(self, x): return self.v, x
a = A(1)
m = a.f
a.v = 2
print(m(3), m.__self__ is a, m.__func__ is A.f, m == a.f, m.__name__)
print(list(map(a.f, [1, 2])), A.f(a, 9))
bound = [].append
print(bound.__name__, 'abc'.upper.__self__)
