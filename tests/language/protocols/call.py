# Calling instances, also through __call__ in a base.
class A:
    def __call__(self, *a, **k): return a, k
class B(A): pass
print(A()(1, x=2), B()(), callable(A()), callable(1), callable(A), callable(len))
try:
    1()
except TypeError as e:
    print(e)
try:
    'a'.upper()()
except TypeError as e:
    print(e)
