# super with and without arguments, in class methods, of attributes that are not there.
class A:
    x = 1
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return cls.__name__ + '.c'
    @property
    def p(self): return 'A.p'
class B(A):
    x = 2
    def f(self): return super(B, self).f() + str(super().x)
    @classmethod
    def c(cls): return 'B>' + super().c()
    @property
    def p(self): return 'B>' + super().p
    def missing(self): return super().nothing
print(B().f(), B.c(), B().p)
try:
    B().missing()
except AttributeError as e:
    print(e)
print(super(B, B()).f(), super(B, B).c())
try:
    super(B, A())
except TypeError as e:
    print(e)
