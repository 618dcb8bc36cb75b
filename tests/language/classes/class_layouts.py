# __class__ assignment compares the slots' names in sorted order; __dict__ and __weakref__ are part of the layout
class G:
    __slots__ = ['a', 'b']


class H:
    __slots__ = ['b', 'a']


class J:
    __slots__ = ['c', 'b']


class K(G):
    __slots__ = ['d']


class L(H):
    __slots__ = ['d']


class M(G):
    pass


class N(G):
    __slots__ = ['__dict__', '__weakref__']


class O(G):
    __slots__ = ()


x = G()
x.a, x.b = 1, 2
x.__class__ = H
print(type(x).__name__, x.a, x.b)
classes = G, H, J, K, L, M, N, O, list
for cls in classes:
    row = ''
    for other in classes:
        try:
            cls().__class__ = other
            row += '+'
        except TypeError as e:
            row += '-'
    print(cls.__name__, row)
try:
    K().__class__ = J
except TypeError as e:
    print(e)
