# __iter__ and __next__; the old protocol with __getitem__.
class Up:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i
print(list(Up(3)), sum(Up(4)), 2 in Up(3), max(Up(5)), [*Up(2)], dict(zip(Up(2), 'ab')))
class Old:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10
print(list(Old()), 20 in Old(), [x for x in Old()])
a, *b = Up(4)
print(a, b)
class Bad:
    def __iter__(self): return 1
try:
    iter(Bad())
except TypeError as e:
    print(e)
try:
    for x in 5: pass
except TypeError as e:
    print(e)
class No:
    __iter__ = None
    def __getitem__(self, i): return i
try:
    iter(No())
except TypeError as e:
    print(e)
