# Overriding, super, isinstance.
class A:
    def who(self): return 'A'
    def hello(self): return 'hello ' + self.who()
class B(A):
    def who(self): return 'B' + super().who()
class C(B):
    def who(self): return 'C' + super().who()
print(A().hello(), B().hello(), C().hello())
print(isinstance(C(), A), issubclass(C, B), isinstance(A(), B), C.__bases__, C.__mro__)
