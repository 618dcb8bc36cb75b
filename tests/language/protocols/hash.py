# Equality without a hash makes instances unhashable.
class A:
    def __eq__(self, o): return True
class B:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
try:
    hash(A())
except TypeError as e:
    print(e)
print(len({B(1), B(1), B(2)}), {B(1): 'x'}[B(1)], A.__hash__)
class C:
    def __hash__(self): return 'no'
try:
    hash(C())
except TypeError as e:
    print(e)
class D:
    def __hash__(self): return 2 ** 100
print(hash(D()) == hash(2 ** 100), hash(-1), hash(2 ** 61 - 1), hash(1.0) == hash(1) == hash(True), hash(2.5), hash(0.1))
for bad in ([], {}, set(), [1]):
    try:
        {bad}
    except TypeError as e:
        print(e)
