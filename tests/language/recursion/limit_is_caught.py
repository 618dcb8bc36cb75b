import sys
def down(n): return down(n + 1)
try: down(0)
except RecursionError as e: print(type(e).__name__, str(e).startswith('maximum recursion depth exceeded'))
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
print(depth() > 900, depth() < 1100)
def ok(n): return 0 if n == 0 else 1 + ok(n - 1)
print(ok(900))
class R:
    def __getattr__(self, n): return getattr(self, n + 'x')
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __len__(self): return len(self)
    def __hash__(self): return hash(self)
    def __str__(self): return str(self)
    def __getitem__(self, i): return self[i]
    def __bool__(self): return bool(self)
for f in (lambda: repr(R()), lambda: R() == R(), lambda: R() + 1, lambda: R()(), lambda: iter(R()), lambda: len(R()), lambda: hash(R()), lambda: str(R()), lambda: R()[0], lambda: bool(R()), lambda: R().attr, lambda: [1 for _ in R()], lambda: {R(): 1}, lambda: f'{R()}', lambda: '%s' % R(), lambda: sorted([R(), R()], key=str)):
    try: f(); print('no error')
    except RecursionError: print('RecursionError')
def mutual_a(n): return mutual_b(n)
def mutual_b(n): return mutual_a(n)
try: mutual_a(1)
except RecursionError: print('mutual')
def gen(n): yield from gen(n + 1)
try: next(gen(0))
except RecursionError: print('generators')
print(sys.getrecursionlimit())
