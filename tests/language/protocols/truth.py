# __bool__, then __len__, then True.
class A:
    def __bool__(self): return False
class B:
    def __len__(self): return 0
class C:
    def __bool__(self): return True
    def __len__(self): return 0
class D: pass
print([bool(x()) for x in (A, B, C, D)], not A(), A() or 'or', C() and 'and')
class E:
    def __bool__(self): return 1
try:
    bool(E())
except TypeError as e:
    print(e)
class F:
    def __len__(self): return -1
try:
    bool(F())
except ValueError as e:
    print(e)
print([bool(v) for v in (0, 1, 0.0, -0.0, 0j, '', ' ', b'', [], [0], {}, {0: 0}, set(), (), None, ..., range(0), range(1))])
