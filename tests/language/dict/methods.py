# All methods of dict.
d = {'a': 1, 'b': 2}
d['c'] = 3
print(d, d.get('a'), d.get('x'), d.get('x', 0), d.pop('a'), d.pop('x', 'none'), d.setdefault('b', 9), d.setdefault('z', 9), d.popitem(), len(d))
d.update({'q': 1}, r=2); d.update([('s', 3)])
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()), d.copy() == d, dict.fromkeys('ab', 0), dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), dict(zip('ab', [1, 2])))
d.clear()
print(d, {1: 'a'} | {2: 'b'}, {1: 'a', 2: 'x'} | {2: 'y'}, {1: 2} == {1: 2.0}, 'a' in {'a': 1}, list(reversed({'a': 1, 'b': 2})))
for f in (lambda: {}['k'], lambda: {}.popitem(), lambda: {}.pop('k'), lambda: {[]: 1}, lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} < {}, lambda: {}.update(5), lambda: {}[[]]):
    try:
        f()
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
