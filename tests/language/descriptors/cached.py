# A non-data descriptor that stores its value in the instance runs once.
class cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, c):
        print('computed')
        v = o.__dict__[self.n] = self.f(o)
        return v
class A:
    @cached
    def area(self): return 42
a = A()
print(a.area, a.area)
