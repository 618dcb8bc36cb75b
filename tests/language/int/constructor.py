def err(*a, **k):
    try:
        print(int(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
err()
err(3.99)
err(-3.99)
err(1e30)
err(True)
err('12')
err(x=1)
err('12', base=3)
err(base=3)
err(12, 3)
err(None)
err([])
err(float('nan'))
err(float('inf'))
err('x' * 10)
err(b'z')
err('1', 2, 3)
err('1', 'a')
class I:
    def __init__(self, v): self.v = v
    def __int__(self): return self.v
err(I(5))
err(I('a'))
class X:
    def __index__(self): return 9
err(X())
err('11', X())
class T:
    def __trunc__(self): return 4
class S(int): pass
s = S(7)
print(s, type(s).__name__, s + 1, type(s + 1).__name__, S('12'), S(3.5), isinstance(s, int), s == 7, hash(s) == hash(7))
