# Exceptions that pass through natives that call back.
class Boom(Exception): pass
def boom(*a): raise Boom(a)
class B:
    def __iter__(self): raise Boom('iter')
    def __len__(self): raise Boom('len')
    def __eq__(self, o): raise Boom('eq')
    def __hash__(self): return 1
    def __lt__(self, o): raise Boom('lt')
    def __str__(self): raise Boom('str')
    def __repr__(self): raise Boom('repr')
    def __index__(self): raise Boom('index')
    def __bool__(self): raise Boom('bool')
    def __format__(self, s): raise Boom('format')
    def __contains__(self, x): raise Boom('contains')
    def __getitem__(self, i): raise Boom('getitem')
    def __call__(self): raise Boom('call')
    def __add__(self, o): raise Boom('add')
    def __float__(self): raise Boom('float')
    def __int__(self): raise Boom('int')
    def __getattr__(self, n): raise Boom('getattr ' + n)
    def __reversed__(self): raise Boom('reversed')
    def __round__(self, n=None): raise Boom('round')
    def __enter__(self): raise Boom('enter')
    def __exit__(self, *a): pass
def w():
    with B(): pass
b = B()
for i, f in enumerate([lambda: list(b), lambda: len(b), lambda: b == 1, lambda: b in [1], lambda: [1].index(b), lambda: {b: 1}[B()], lambda: {B(), B()}, lambda: sorted([b, b]), lambda: min(b, b), lambda: str(b), lambda: repr([b]), lambda: f'{b}', lambda: '%s' % b, lambda: '{}'.format(b), lambda: [1][b], lambda: 'a' * b, lambda: range(b), lambda: bool(b), lambda: not b, lambda: [x for x in [b] if x], lambda: any([b]), lambda: 1 in b, lambda: b[0], lambda: b(), lambda: b + 1, lambda: sum([b], b), lambda: float(b), lambda: int(b), lambda: b.missing, lambda: reversed(b), lambda: round(b), w, lambda: list(map(boom, [1])), lambda: list(filter(boom, [1])), lambda: max([1], key=boom), lambda: [1].sort(key=boom), lambda: ''.join(boom() for _ in 'a'), lambda: dict([(b, 1), (B(), 2)]), lambda: print(b), lambda: bytes([b]), lambda: (*b,), lambda: print(**{'a': boom()}), lambda: [].extend(b), lambda: zip(b), lambda: next(map(boom, 'x')), lambda: [b].count(1), lambda: [b].remove(1), lambda: (b,) == (1,), lambda: {1: b} == {1: 2}, lambda: hash((b,)) and {(b,): 1}[(B(),)], lambda: 'x'.replace('x', 'y', b), lambda: [1, 2][b:], lambda: iter(boom, 1).__next__(), lambda: exec('boom()', {'boom': boom}), lambda: type('T', (), {'__init_subclass__': boom}) and 'made', lambda: isinstance(1, type('M', (type,), {'__instancecheck__': boom})('X', (), {}))]):
    try: print(i, 'no exception', f())
    except Boom as e: print(i, *e.args if isinstance(e.args[0], str) else ['boom'])
