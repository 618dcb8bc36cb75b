# abc: abstract methods, registration, subclass hooks.
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
try:
    A()
except TypeError as e:
    print(e)
class B(A):
    def f(self): return 'f'
    p = 5
print(B().f(), sorted(A.__abstractmethods__), issubclass(B, A))
@A.register
class C: pass
print(isinstance(C(), A), issubclass(C, A), issubclass(int, A))
from collections.abc import Iterable, Sized, Mapping, Sequence, Hashable, Callable, Iterator
print(isinstance([], Iterable), isinstance(5, Sized), isinstance({}, Mapping), isinstance('a', Sequence), isinstance([], Hashable), isinstance(len, Callable), isinstance(iter([]), Iterator))
