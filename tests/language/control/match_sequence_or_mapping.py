# What is a sequence and what a mapping: the first of the two in the mro, or what a class was registered as.
import collections.abc as abc
from collections.abc import *
def w(x):
    match x:
        case [*_]: a = 'seq'
        case {}: a = 'map'
        case _: a = None
    match x:
        case {}: b = 'map'
        case [*_]: b = 'seq'
        case _: b = None
    return a, b
class S(Sequence):
    def __len__(s): return 0
    def __getitem__(s, i): raise IndexError
class M(Mapping):
    def __len__(s): return 0
    def __getitem__(s, i): raise KeyError
    def __iter__(s): return iter(())
class SM(S, M): pass
class MS(M, S): pass
class SM2(SM): pass
class R(SM): pass
class LM(list, M): pass
class ML(M, list): pass
class DS(dict, S): pass
class SD(S, dict): pass
class X:
    def __len__(s): return 0
    def __getitem__(s, i): raise KeyError
class X1(X): pass
class X2(X): pass
Sequence.register(X1)
Mapping.register(X2)
class X3(M): pass
Sequence.register(X3)
class X4(S): pass
Mapping.register(X4)
class X5(X3): pass
class St(str): pass
class By(bytes): pass
class Ba(bytearray): pass
class L(list): pass
class D(dict): pass
class T(tuple): pass
for c in S, M, SM, MS, SM2, R, LM, ML, DS, SD, X, X1, X2, X3, X4, X5, St, By, Ba, L, D, T, str, bytes, bytearray, list, dict, tuple, object, frozenset:
    print(c.__name__, w(c()))
import collections
print(w(collections.deque()), w(collections.OrderedDict()), w(collections.Counter()), w(collections.UserDict()), w(collections.UserList()), w(range(0)), w(memoryview(b'')), w({}.keys()), w(type.__dict__))
