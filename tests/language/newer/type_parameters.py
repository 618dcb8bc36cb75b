# PEP 695 and 696: type parameters, aliases, and what they are at run time.
type Alias[T, U: int = str] = dict[T, U]
print(Alias.__type_params__, Alias[int, str], Alias.__value__)
T, U = Alias.__type_params__
print(T.__bound__, U.__bound__, U.__default__, T.has_default(), U.has_default(), T.__default__)
class Box[T]:
    def __init__(self, x: T): self.x = x
    def get[V](self, v: V) -> T | V: return self.x
print(Box[int], Box.__type_params__, Box.__mro__, Box.__orig_bases__, Box.__parameters__)
print(Box[int](3).x, Box.get.__type_params__)
def f[*Ts, **P, C: (int, str)](*a: *Ts) -> None: pass
print(f.__type_params__, f.__type_params__[2].__constraints__)
class D[T](Box[T]): pass
print(D.__mro__, D[str], D[str].__args__)
type Rec = list[Rec]
print(Rec.__value__, Rec)
try: Rec[int]
except TypeError as e: print(e)
try:
    class E(T): pass
except TypeError as e: print(e)
try:
    class E(type(T)): pass
except TypeError as e: print(e)
def outer[T](x: T):
    def inner[U](y: U) -> T: return T, U
    return inner
print(outer(1)(2))
class A[T]:
    type B = T
    x: T = 1
print(A.B.__value__, A.__annotations__)
def g[T](a: T = 3, *, b: T = 4) -> T: return a, b
print(g(), g.__defaults__, g.__annotations__, g.__qualname__)
