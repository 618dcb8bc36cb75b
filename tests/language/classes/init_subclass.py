# __init_subclass__ is told of each subclass and its keywords.
class Base:
    known = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.known.append((cls.__name__, tag))
class A(Base, tag='a'): pass
class B(A): pass
print(Base.known)
try:
    class C(Base, other=1): pass
except TypeError as e:
    print(e)
