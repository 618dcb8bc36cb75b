# the class that adds __dict__ or __weakref__ to the layout shows a getset_descriptor for it
import weakref


class A:
    pass


class B(A):
    pass


class S:
    __slots__ = ['b', '__weakref__', 'a']


class T(S):
    pass


class E(Exception):
    pass


class L(list):
    __slots__ = ()


class D(L, A):
    __slots__ = ()


class I(int):
    pass


for cls in A, B, S, T, E, L, D, I, type('N', (set,), {}), type('M', (type,), {}):
    print(cls.__name__, list(cls.__dict__))
print(A.__dict__['__dict__'], A.__dict__['__weakref__'], type(A.__dict__['__dict__']).__name__)
a = A()
a.x = 1
print(A.__dict__['__dict__'].__get__(a), A.__dict__['__weakref__'].__get__(a))
try:
    A.__dict__['__dict__'].__get__(3)
except TypeError as e:
    print(e)
del a.__dict__
print(a.__dict__, hasattr(a, 'x'))
s = S()
print(s.__weakref__, weakref.ref(s)() is s, hasattr(s, '__dict__'))
for value in 1, E(), L(), I():
    try:
        weakref.ref(value)
        print('referable')
    except TypeError as e:
        print(e)
for value, name in (E(), '__dict__'), (a, '__weakref__'), (lambda: 1, '__dict__'):
    try:
        delattr(value, name)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
for descriptor in complex.real, float.real, slice.start, type(lambda: 1).__closure__, BaseException.args, ImportError.name:
    print(type(descriptor).__name__, descriptor)
print(complex.real.__get__(3j), complex.real.__objclass__, complex.real.__name__, complex.real.__qualname__)
