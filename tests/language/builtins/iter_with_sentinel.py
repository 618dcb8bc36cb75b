n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 5)), n)
it = iter(tick, 8)
print(next(it), next(it), next(it, 'end'), next(it, 'end'))
def stops():
    raise StopIteration('inner')
print(list(iter(stops, None)))
def fails(): raise ValueError('f')
try:
    list(iter(fails, None))
except ValueError as e:
    print(e)
try:
    iter(5, 1)
except TypeError as e:
    print(e)
class Seq:
    def __init__(self, *v): self.v = v
    def __getitem__(self, i): return self.v[i]
print(list(Seq(1, 2)), list(iter(Seq('a'))), 2 in Seq(1, 2), 5 in Seq(1), [*Seq(3, 4)], max(Seq(1, 9)), list(zip(Seq(1), Seq(2))), tuple(Seq()), sorted(Seq(2, 1)), type(iter(Seq())).__name__)
class Rev(Seq):
    def __len__(self): return len(self.v)
print(list(reversed(Rev(1, 2, 3))))
class BadIter:
    def __iter__(self): return 5
try:
    iter(BadIter())
except TypeError as e:
    print(e)
class NoIter:
    __iter__ = None
    def __getitem__(self, i): return i
try:
    iter(NoIter())
except TypeError as e:
    print(e)
