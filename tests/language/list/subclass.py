class Stack(list):
    def push(self, x): self.append(x)
    def __getitem__(self, i):
        r = super().__getitem__(i)
        return Stack(r) if isinstance(i, slice) else r
    def __repr__(self): return f'Stack({list.__repr__(self)})'
s = Stack('abc')
s.push('d'); s.name = 'n'
print(s, s[1:], type(s[1:]).__name__, s[0], len(s), s.name, s + ['x'], type(s + []).__name__, type(s.copy()).__name__, type(s * 2).__name__, s == ['a', 'b', 'c', 'd'], isinstance(s, list))
class Counting(list):
    def __iter__(self):
        yield 'iterated'
    def __len__(self): return 42
    def __contains__(self, x): return x == 'yes'
    def append(self, x): super().append(x * 2)
c = Counting([1, 2])
c.append(5)
print(list(c), len(c), 'yes' in c, 1 in c, c, [*c], tuple(c), bool(c), list.__len__(c), sorted(c), max(c), ','.join(c), c[2])
x, = c
print(x)
class Init(list):
    def __init__(self, n): super().__init__(range(n))
print(Init(4), Init(n=2))
