# Subclasses of built-in types keep their behaviour and gain attributes.
class L(list):
    def total(self): return sum(self)
class S(str):
    def shout(self): return self.upper() + '!'
class D(dict): pass
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class F(float): pass
class I(int): pass
l = L([1, 2]); l.name = 'x'; l.append(3)
print(l, l.total(), l.name, type(l + [1]).__name__, type(l[:]).__name__, l == [1, 2, 3], isinstance(l, list))
print(S('a').shout(), type(S('a') + 'b').__name__, S('k') in {'k': 1}, T(1, 2), T(1, 2)[0], type(T(1)).__name__)
d = D(a=1); d.z = 5
print(d, d.z, F(1.5) + 1, type(F(1.5) + 1).__name__, I(5) * 2, type(I(5) * 2).__name__, I(3) == 3, hash(S('a')) == hash('a'))
