# with looks __enter__ and __exit__ up on the type.
class A: pass
a = A()
a.__enter__ = a.__exit__ = lambda *x: None
try:
    with a: pass
except TypeError as e:
    print(e)
class B:
    def __enter__(self): return self
try:
    with B(): pass
except TypeError as e:
    print(e)
