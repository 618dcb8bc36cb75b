# defaultdict, OrderedDict, Counter, namedtuple, ChainMap.
from collections import defaultdict, OrderedDict, Counter, namedtuple, ChainMap
d = defaultdict(list)
d['a'].append(1); d['a'].append(2); d['b']
print(d, dict(d), d.get('z'), len(d), defaultdict(int, x=1)['x'])
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a'); print(o, list(o)); o.move_to_end('c', last=False); print(list(o), o.popitem(), o.popitem(last=False), o == {'b': 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], sorted((c + Counter('az')).items()), sorted(c.elements())[:4], c.total())
P = namedtuple('P', 'x y', defaults=[5])
p = P(1)
print(p, p.x, p._replace(y=9), p._asdict(), P._fields, P(*[3, 4]), p == (1, 5), P._make([7, 8]))
print(dict(ChainMap({'a': 1}, {'a': 2, 'b': 3})))
try:
    defaultdict(None)['k']
except KeyError as e:
    print(repr(e))
