# The list looks empty while it is sorted.
a = [3, 1, 2]
seen = []
def key(x):
    seen.append(len(a))
    return x
a.sort(key=key)
print(a, seen)
b = [3, 1, 2]
def grow(x):
    b.append(x)
    return x
try:
    b.sort(key=grow)
except ValueError as e:
    print(e)
print(b)
c = [5, 2, 4]
def fail(x):
    if x == 4: raise KeyError(x)
    return x
try:
    c.sort(key=fail)
except KeyError as e:
    print('KeyError', e, c)
class Bad:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if self.v == 2: raise RuntimeError('compare')
        return self.v < o.v
d = [Bad(3), Bad(1), Bad(2), Bad(0)]
try:
    d.sort()
except RuntimeError as e:
    print(e, sorted(x.v for x in d))
class Odd:
    def __lt__(self, o): return 'truthy'
print(len(sorted([Odd(), Odd(), Odd()])))
def gen():
    for i in sorted([3, 1, 2], key=lambda x: -x):
        yield i
print(list(gen()))
