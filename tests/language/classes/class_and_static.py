# classmethod and staticmethod.
class A:
    @classmethod
    def make(cls, *a): return cls, a
    @staticmethod
    def plain(*a): return a
class B(A): pass
print(A.make(1)[0] is A, B.make(1)[0] is B, B().make(2)[1])
print(A.plain(1, 2), A().plain(3))
print(type(A.__dict__['make']).__name__, type(A.__dict__['plain']).__name__)
print(A.__dict__['plain'](5))
