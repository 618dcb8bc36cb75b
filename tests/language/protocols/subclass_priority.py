# The reflected method of a subclass goes first.
class A:
    def __add__(self, o): return 'A.add'
    def __radd__(self, o): return 'A.radd'
    def __lt__(self, o): return 'A.lt'
    def __gt__(self, o): return 'A.gt'
class B(A):
    def __radd__(self, o): return 'B.radd'
    def __gt__(self, o): return 'B.gt'
class C(A): pass
print(A() + B(), A() + C(), B() + A(), A() + A(), A() < B(), A() > B())
class MyInt(int):
    def __radd__(self, o): return 'mine'
print(1 + MyInt(2), MyInt(2) + 1, 1 + True)
