# C[...] calls __class_getitem__.
class C:
    def __class_getitem__(cls, item):
        return cls.__name__, item
print(C[1], C[int, 'x'])
class D: pass
try:
    D[1]
except TypeError as e:
    print(e)
