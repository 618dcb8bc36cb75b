d = {'a': {'b': {'c': [1, {'d': None}]}}, 1: (2,), None: ..., 1.5: b'x', (1, 2): {3}, True: 'one'}
print(d, str(d) == repr(d), {}, {(): []})
d['self'] = d
print(d)
a = {}; b = {'a': a}; a['b'] = b; print(a)
print({'x': 1} == {'x': 1.0}, {'x': [1]} == {'x': [1]}, {} == [], {'a': 1} != {'a': 2}, {1: 2} == {1: 3}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
class D(dict):
    def __missing__(self, k):
        self[k] = k * 2
        return self[k]
x = D(a=1)
print(x['q'], x, x.get('zz'), 'zz' in x, type(x.copy()).__name__, type(x | {}).__name__, D.fromkeys('ab', 0), type(D.fromkeys('a')).__name__)
class L(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __getitem__(self, k): return 'got'
    def __contains__(self, k): return False
    def __len__(self): return 77
    def __iter__(self): return iter('it')
y = L(a=1); y['b'] = 1; y.update(c=1); y.setdefault('d', 1)
print(dict.__repr__(y), y['a'], y.get('a'), 'a' in y, len(y), list(y), dict.__len__(y), y.pop('a'), {**y}, list(y.items()))
