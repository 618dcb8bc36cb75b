# vars and dir of objects, classes and scopes.
class A:
    c = 1
    def m(self): pass
class B(A):
    d = 2
b = B()
b.i = 3
print(vars(b), [n for n in dir(b) if n[0] != '_'], [n for n in dir(B) if n[0] != '_'], 'c' in vars(A), 'c' in vars(B), '__class__' in dir(b))
class D:
    def __dir__(self): return ['z', 'a']
print(dir(D()))
def f(x, y=1):
    return dir(), vars()
print(f(1))
for g in (lambda: vars(1), lambda: dir(1, 2)):
    try:
        g()
    except TypeError as e:
        print(e)
import math
print('pi' in dir(math), 'append' in dir([]), 'bit_length' in dir(5))
