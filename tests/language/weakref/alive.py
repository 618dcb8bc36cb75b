# A weak reference gives its target as long as that is held.
import _weakref
class A: pass
a = A()
r = _weakref.ref(a)
print(r() is a, r == _weakref.ref(a), hash(r) == hash(a), type(r).__name__, r.__callback__)
for v in (1, 'a', (1,), [], {}, None):
    try:
        _weakref.ref(v)
    except TypeError as e:
        print(e)
print(_weakref.ref(len) is not None, _weakref.ref(A)() is A, _weakref.ref({1} | {2}) is not None)
