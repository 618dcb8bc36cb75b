class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
c = Count(3)
print(list(c), list(c), next(c, 'd'), 2 in Count(3), 9 in Count(3), sum(Count(4)), [*Count(2)], dict(zip(Count(2), 'ab')), max(Count(3)), sorted(Count(3), reverse=True), tuple(Count(2)), ''.join(map(str, Count(3))), list(enumerate(Count(2))))
a, b = Count(2); print(a, b)
first, *rest = Count(4); print(first, rest)
class Fail:
    def __init__(self, at): self.at, self.n = at, 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == self.at: raise ValueError(f'at {self.n}')
        return self.n
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (list, tuple, sum, sorted, max, set, lambda x: [*x], lambda x: {i: 1 for i in x}, lambda x: 'z'.join(map(str, x)), lambda x: [].extend(x), lambda x: dict.fromkeys(x), lambda x: 99 in x, any, lambda x: list(zip(x, x)), lambda x: list(map(str, x)), lambda x: list(filter(None, x)), lambda x: bytes(x), lambda x: print(*x), lambda x: [y for y in x]):
    err(lambda: f(Fail(3)) if f is not any else any(0 for _ in Fail(3)))
class NoNext:
    def __iter__(self): return NoNext.Inner()
    class Inner: pass
err(lambda: list(NoNext()))
class NextOnly:
    def __next__(self): return 1
err(lambda: iter(NextOnly()))
print(next(NextOnly()))
class Gen:
    def __init__(self, x): self.x = x
    def __iter__(self):
        for i in self.x: yield i * 10
print(list(Gen([1, 2])), list(Gen(Gen('a'))), list(zip(Gen([1]), Gen([2]))))
class Getter:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        if i == 'x': raise KeyError
        return i * i
print(list(Getter()), 4 in Getter(), list(reversed(type('R', (Getter,), {'__len__': lambda s: 3})())))
class StopLater:
    def __getitem__(self, i):
        if i: raise StopIteration
        return 'once'
print(list(StopLater()))
class KeyE:
    def __getitem__(self, i): raise KeyError(i)
err(lambda: list(KeyE()))
