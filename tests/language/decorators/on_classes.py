registry = {}
def register(cls):
    registry[cls.__name__] = cls
    return cls
@register
class A: pass
@register
class B(A): pass
print(sorted(registry), registry['B'] is B)
def with_repr(cls):
    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{k}={v!r}" for k, v in vars(self).items())})'
    cls.__repr__ = __repr__
    return cls
@with_repr
class P:
    def __init__(self, x, y): self.x, self.y = x, y
print(P(1, 'two'), [P(3, None)])
class Deco:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)
@Deco
def add(a, b): return a + b
print(add(1, 2), add(3, 4), add.calls)
