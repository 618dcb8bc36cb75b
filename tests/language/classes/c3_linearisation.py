def mro(c): return ' '.join(k.__name__ for k in c.__mro__)
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
print(mro(Z))
class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass
for bases in ((P, Q), (X, P), (X, X), (object, X), (int, str), (5,), (type(None),)):
    try: print(mro(type('Bad', bases, {})))
    except TypeError as e: print(str(e).replace('\n', ' '))
class M1:
    def who(self): return ['M1'] + super().who()
class M2:
    def who(self): return ['M2'] + super().who()
class Base:
    def who(self): return ['Base']
class Full(M1, M2, Base): pass
print(Full().who(), mro(Full))
class R(Base): pass
class S(Base):
    def who(self): return ['S'] + super().who()
class T(R, S): pass
print(T().who(), Base.__subclasses__() == [Full, R, S], T.mro() == list(T.__mro__))
T.__bases__ = (S, R); print(mro(T), T().who())
try: T.__bases__ = (int,)
except TypeError as e: print(e)
try: Base.__bases__ = (T,)
except TypeError as e: print(e)
class Custom(type):
    def mro(cls): return [cls, Base, object]
class V(metaclass=Custom): pass
print(V().who(), mro(V))
try: super(V, 5).x
except TypeError as e: print(e)
try: super().x
except RuntimeError as e: print(e)
