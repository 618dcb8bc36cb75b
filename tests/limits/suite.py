"""Limits end runs, and nothing that a guest does outlives them."""

import re

EVERY_BUILD = True

SPIN = 'n = 0\nwhile True:\n    n += 1\n'
HOLD = 'held = []\nwhile True:\n    held.append("x" * 1000 + str(len(held)))\n'
SORT = """
class Key:
    def __init__(self, value): self.value = value
    def __lt__(self, other): return str(self.value).zfill(60) < str(other.value).zfill(60)
failed = 0
for held in range(400, 480):
    for key in None, Key, str, lambda x: str(x).zfill(400):
        try:
            hog = items = None
            items = [i * 7919 % 211 for i in range(211)]
            if not key: items = [Key(i) for i in items]
            same = set(items)
            hog = ["x" * 500 + str(i) for i in range(held)]
        except MemoryError:
            continue
        try:
            items.sort(key=key, reverse=held % 2)
        except MemoryError:
            hog = None
            failed += 1
            assert len(items) == 211 and set(items) == same
assert failed > 10, failed
"""

HOG = """
def fill():
    hog, n = [], 65536
    while n >= 16:
        try:
            while True: hog.append(bytearray(n))
        except MemoryError: n //= 2
fill()
print('done')
"""

# name, options, code, status, last line of standard error (a pattern), what the report says
CASES = [
    ('a loop ends with fuel', ['--fuel', '100000'], SPIN, 3, r'pyxis: ended: fuel at <string>:[23] \(100000 of 100000 spent\)', {'ended': 'fuel'}),
    ('fuel cannot be caught', ['--fuel', '200000'],
     'while True:\n  try:\n    while True: pass\n  except BaseException:\n    pass\n  finally:\n    print("finally")\n', 3, r'pyxis: ended: fuel', {'ended': 'fuel', 'output_bytes': 0}),
    ('fuel ends a generator', ['--fuel', '100000'], 'def g():\n  while True: yield 1\nfor x in g(): pass\n', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a comprehension', ['--fuel', '100000', '--memory', '64M'], '[x for x in iter(int, 1)]', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a native over an endless iterator', ['--fuel', '1000000'], 'sum(iter(int, 1))', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends list() of an endless iterator', ['--fuel', '1000000'], 'import itertools\nmax(itertools.repeat(1))', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a big power', ['--fuel', '1000000'], 'x = 3 ** 5000000', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a big factorial', ['--fuel', '5000000'], 'n = 1\nfor i in range(1, 1000000): n *= i', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends repetition', ['--fuel', '100000'], 'while True: "x" * 1000000', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a sort', ['--fuel', '100000'], 'list(range(1000000, 0, -1)).sort()', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends a search', ['--fuel', '1000000'], 's = "a" * 100000\nwhile True: (s + "b").find("ab" * 100)', 3, r'pyxis: ended: fuel', {}),
    ('fuel ends colliding keys', ['--fuel', '3000000'],
     'class K:\n  def __init__(s, n): s.n = n\n  def __hash__(s): return 1\n  def __eq__(s, o): return s.n == o.n\nd = {K(i): i for i in range(100000)}\n', 3,
     r'pyxis: ended: fuel', {}),
    ('compiling costs fuel', ['--fuel', '20000'], 'compile("x = 1\\n" * 100000, "f", "exec")', 3, r'pyxis: ended: fuel', {}),
    ('exec costs fuel', ['--fuel', '500000'], 'exec("while True: pass")', 3, r'pyxis: ended: fuel', {}),
    ('a class body cannot mask fuel', ['--fuel', '100000'],
     'class C:\n  def __enter__(s): return s\n  def __exit__(s, *a): return True\nwith C():\n  while True: pass\nprint("out")', 3, r'pyxis: ended: fuel', {'output_bytes': 0}),
    ('a list that grows ends with memory', ['--memory', '8M'], HOLD, 3, r'pyxis: ended: memory at <string>:[34] \(\d+ of 8388608 bytes\)', {'ended': 'memory'}),
    ('a string that grows ends with memory', ['--memory', '8M'], 's = "x"\nwhile True: s = s + s', 3, r'pyxis: ended: memory', {'ended': 'memory'}),
    ('one allocation over the limit fails at once', ['--memory', '8M'], 'x = [0] * 10**8', 3, r'pyxis: ended: memory', {'ended': 'memory'}),
    ('a MemoryError can be caught', ['--memory', '8M'],
     'try:\n  x = [0] * 10**8\nexcept MemoryError:\n  print("caught")\n', 0, r'', {'ended': 'done'}),
    ('a type that has no room for what it makes', ['--memory', '600K'], HOG, 0, r'', {'ended': 'done', 'output_bytes': 5}),
    ('a sort that has no room keeps its items', ['--memory', '400K', '--fuel', '100000000'], SORT, 0, r'', {'ended': 'done'}),
    ('a dict that grows ends with memory', ['--memory', '8M'], 'd = {}\nwhile True: d[len(d)] = len(d)', 3, r'pyxis: ended: memory', {}),
    ('a big int ends with memory or at its bound', ['--memory', '4M', '--fuel', '100000000'], 'x = 1 << (1 << 40)', 1, r'(MemoryError|OverflowError).*', {}),
    ('garbage does not count', ['--memory', '4M'], 'for i in range(20000):\n  x = [i] * 500\nprint(i)', 0, r'', {'ended': 'done'}),
    ('peak memory stays below the limit', ['--memory', '8M'], HOLD, 3, r'pyxis: ended: memory', {'memory_peak': lambda n: n <= 8 << 20}),
    ('output ends', ['--output', '1000'], 'while True: print("x" * 99)', 3, r'pyxis: ended: output at <string>:1 \(1000 of 1000 bytes\)', {'ended': 'output', 'output_bytes': 1000}),
    ('output cannot be caught', ['--output', '100'],
     'try:\n  while True: print("x" * 99)\nexcept BaseException:\n  pass\nprint("again")', 3, r'pyxis: ended: output', {'output_bytes': 100}),
    ('time ends', ['--time', '0.2', '--fuel', 'none'], SPIN, 3, r'pyxis: ended: time at <string>:[23] \(after 0\.[2-9]\d* seconds\)', {'ended': 'time'}),
    ('time ends a native', ['--time', '0.2', '--fuel', 'none'], 'sum(iter(int, 1))', 3, r'pyxis: ended: time', {'ended': 'time'}),
    ('depth is an ordinary exception', [], 'def f(): f()\nf()', 1, r'RecursionError: maximum recursion depth exceeded', {'ended': 'exception'}),
    ('depth can be caught', [], 'def f(): f()\ntry: f()\nexcept RecursionError: print("deep")', 0, r'', {'ended': 'done'}),
    ('depth is adjustable', ['--depth', '50'], 'def f(n):\n  if n: f(n - 1)\nf(30)\ntry: f(60)\nexcept RecursionError: print("60 is too deep")', 0, r'', {}),
    ('depth 100000', ['--depth', '100000'], 'def f(n): return n and 1 + f(n - 1)\nprint(f(90000))', 0, r'', {}),
    ('depth of natives', [], 'class C:\n  def __repr__(s): return repr(s)\nrepr(C())', 1, r'RecursionError: .*', {}),
    ('depth of nested data', ['--memory', '64M'], 'x = []\nfor i in range(100000): x = [x]\nrepr(x)', 1, r'RecursionError: .*', {}),
    ('nested source', [], 'eval("(" * 1000 + ")" * 1000)', 1, r'SyntaxError: too many nested parentheses', {}),
    ('nested source, long', [], 'eval("-" * 100000 + "1")', 1, r'(MemoryError|RecursionError|SyntaxError).*', {}),
]

# Programs of which each ends in fuel or memory within a second, whatever they try.
HOSTILE = [
    'def f():\n  while True:\n    try: yield from f()\n    except BaseException: pass\nlist(f())',
    'class M(type):\n  def __getattribute__(c, n): return M("x", (), {})\nclass A(metaclass=M): pass\nwhile True: A.b',
    'import itertools\nlist(itertools.product(range(100), repeat=5))',
    'x = []\nx.append(x)\nwhile True: x == [x]' if False else 'a = "a" * 1000\nwhile True: a.replace("a", "bb")',
    'd = {}\nd["d"] = d\nwhile True: repr(d)',
    'while True: "%s" % ("x" * 10000,)',
    'while True: "{:>100000}".format(1)',
    'while True: bytes(100000)',
    'while True: list(range(100000))',
    'while True: sorted("x" * 10000)',
    'while True: int("9" * 4000)',
    'while True: str(10 ** 4000)',
    'while True: set(range(10000)) & set(range(5000))',
    'while True: "a,b" * 1000 .__add__(1) and ("a," * 10000).split(",")',
    'def f(*a, **k): return f\nwhile True: f(*range(10000))',
    'class C:\n  def __del__(s): C()\nwhile True: C()',
    'import sys\nwhile True: sys.intern("x" * 100 + str(id(object())))',
    'while True:\n  try: raise ValueError from ValueError()\n  except ValueError as e: last = e',
    'e = None\nwhile True:\n  try: raise ValueError from e\n  except ValueError as x: e = x',
    'while True: exec("class A: pass")',
    'while True: type("X", (), {})',
    'def f():\n  try: yield\n  finally: yield from f()\nfor i in f(): pass\nwhile True: f().close() if False else next(f())',
    'while True: "x".join(str(i) for i in range(1000))',
    'while True: (lambda: 0).__code__.co_name',
    'x = "x" * 100000\nwhile True: hash(x + "y")',
    'while True: x = b"".join([b"y" * 1000] * 1000)',
    'while True: [*range(1000), *range(1000)]',
    'while True: "abc".translate({i: "x" * 1000 for i in range(128)})',
    'while True: max(range(10 ** 9))',
    'while True: 10 ** 18 in range(0, 10 ** 19, 7)',
    'class I:\n  def __iter__(s): return s\n  def __next__(s): return s\n[*I()]',
    'class I:\n  def __getitem__(s, i): return i\nlist(I())',
    'any(x for x in iter(int, 1))',
    'def g():\n  while True: yield\na, b, *c = g()',
    'while True: dict.fromkeys(range(10000))',
    'f"{1:{10 ** 9}}"',
    '"%*d" % (10 ** 9, 1)',
    '"x" * (1 << 40)',
    '[1] * (1 << 62)',
    'bytes(1 << 40)',
    '1 << (1 << 62)',
    '"x".ljust(1 << 40)',
    '"\\t".expandtabs(1 << 30)',
    'range(1 << 62)[::1].index(-1)',
    'tuple(range(1 << 40))',
    '(1 << 8000000) ** 100',
    'pow(7, 10 ** 100000, 10 ** 100000 + 1)',
    'divmod(10 ** 1000000, 3)',
    'str.join(",", "x" * 10 ** 8)',
]


# Natives over iterators without end, of which each ends in fuel, and by time.
ENDLESS = """
-1 in itertools.count()
-1 in iter(int, 1)
-1 in enumerate(itertools.repeat(1))
-1 in map(abs, itertools.repeat(1))
-1 in zip(itertools.repeat(1))
-1 in (x for x in itertools.repeat(1))
-1 in itertools.chain(itertools.repeat(1))
-1 in itertools.cycle([1, 2])
-1 in itertools.accumulate(itertools.repeat(1), max)
-1 in itertools.starmap(max, itertools.repeat((1, 2)))
-1 in itertools.tee(itertools.repeat(1))[0]
-1 in itertools.zip_longest(itertools.repeat(1), 'ab')
-1 in itertools.pairwise(itertools.repeat(1))
-1 in itertools.takewhile(bool, itertools.repeat(1))
0.5 in range(10 ** 15)
all(itertools.count(1))
any(itertools.repeat(0))
max(itertools.repeat(1))
min(itertools.repeat(1), key=abs)
sum(itertools.repeat(1))
math.prod(itertools.repeat(1))
math.fsum(itertools.repeat(1))
functools.reduce(max, itertools.repeat(1))
set(itertools.repeat(1))
dict.fromkeys(itertools.repeat(1))
dict(itertools.repeat((1, 2)))
{}.update(itertools.repeat((1, 2)))
set().intersection(itertools.repeat(1))
{1}.issuperset(itertools.repeat(1))
{1}.isdisjoint(itertools.repeat(2))
{1}.difference(itertools.repeat(2))
{1: 1}.keys() & itertools.repeat(2)
{1: 1}.keys().isdisjoint(itertools.repeat(2))
collections.deque(itertools.repeat(1), 3)
collections.Counter(itertools.repeat(1))
next(filter(None, itertools.repeat(0)))
next(itertools.filterfalse(None, itertools.repeat(1)))
next(itertools.dropwhile(bool, itertools.repeat(1)))
next(itertools.compress(itertools.repeat(1), itertools.repeat(0)))
next(itertools.chain.from_iterable(itertools.repeat(())))
next(itertools.islice(itertools.repeat(1), 10 ** 15, None))
g = itertools.groupby(itertools.repeat(1)); next(g); next(g)
operator.countOf(itertools.repeat(1), 1)
operator.indexOf(itertools.repeat(1), 2)
heapq.nlargest(3, itertools.repeat(1))
''.join(itertools.repeat(''))
""".strip().splitlines()

def report_problem(report, wanted):
    for key, value in wanted.items():
        got = report and report.get(key)
        if not (value(got) if callable(value) else got == value):
            return f'report: {key} is {got!r}'
    return None


def test(build, count, filters):
    if filters:
        return
    slow = build.directory.name != 'build'

    def check(case):
        name, options, code, status, pattern, wanted = case
        full = f'limits: {name} [{build.directory.name}]'
        got, report = build.run(*options, '-c', code, report=True, timeout=240 if slow else 60)
        if got.status != status:
            return full, f'status {got.status}, wanted {status}: {got.stderr[-500:].decode("utf-8", "replace")}'
        if not re.fullmatch(pattern + ('.*' if pattern else ''), got.last_line, re.S):
            return full, f'last line {got.last_line!r} is not {pattern!r}'
        return full, report_problem(report, wanted)

    def hostile(code):
        full = f'limits: hostile {code[:50]!r} [{build.directory.name}]'
        fuel = '300000' if build.directory.name == 'build-stress' else '3000000'
        got = build.run('--fuel', fuel, '--memory', '32M', '-c', code, timeout=240 if slow else 20)
        if got.status not in (1, 3) or (got.status == 1 and not got.last_line):
            return full, f'status {got.status}: {got.stderr[-500:].decode("utf-8", "replace")}'
        return full, None

    def endless(case):
        code, options = case
        full = f'limits: endless {code!r} {options[-2]} [{build.directory.name}]'
        imports = 'import collections, functools, heapq, itertools, math, operator\n'
        got = build.run(*options, '-c', imports + code, timeout=120 if slow else 20)
        if got.status != 3 or not re.fullmatch(rf'pyxis: ended: {options[-2][2:]}.*', got.last_line):
            return full, f'status {got.status}: {got.last_line}'
        return full, None

    count.all(CASES if build.directory.name != 'build-stress' else CASES[:4], check)
    count.all(HOSTILE if build.directory.name != 'build-stress' else [], hostile)
    count.all([(code, options) for code in ENDLESS for options in (['--fuel', '300000'], ['--fuel', 'none', '--time', '0.1'])], endless)
