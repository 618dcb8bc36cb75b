class S(str):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v)
        self.extra = extra
        return self
    def __eq__(self, other): return str.__eq__(self.lower(), other.lower())
    def __hash__(self): return hash(self.lower())
    def shout(self): return S(self.upper() + '!')
s = S('Hello', extra=[1])
print(s, s.extra, s == 'HELLO', s.shout(), type(s.shout()).__name__, type(s + 'x').__name__, type(s[1:]).__name__, type(s[:]).__name__, len(s), repr(s))
print({S('a'): 1}.get(S('A')), s in ['hello'], f'{s:>8}', '%s|%6s' % (s, s), s.__dict__, isinstance(s, str), str(s).__class__.__name__, type(s * 1).__name__, type(s.strip()).__name__)
class R(str):
    def __str__(self): return 'other'
    def __repr__(self): return 'R!'
    def __len__(self): return 99
    def __iter__(self): return iter('xyz')
    def __contains__(self, x): return x == 'magic'
    def __getitem__(self, i): return ('item', i)
    def __add__(self, o): return 'added'
    def __mod__(self, o): return 'modded'
r = R('abc')
print(r, [r], len(r), list(r), 'magic' in r, 'a' in r, r[0], r + 'x', 'x' + r, r % 1, ''.join([r]), f'{r}', f'{r!r}', '{}'.format(r), '%s' % r, str.__str__(r), str(r), r.upper(), {r: 1}['abc'])
