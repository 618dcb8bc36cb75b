# Views follow the dict, and behave as sets.
d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
d['c'] = 3
print(k, v, i, len(k), 'c' in k, 3 in v, ('a', 1) in i, sorted(k & {'a', 'x'}), sorted(k | {'x'}), sorted(k - {'a'}), sorted(k ^ {'a', 'q'}), k == {'a', 'b', 'c'}, k >= {'a'}, k.isdisjoint({'z'}), list(reversed(k)))
print(sorted(i & {('a', 1)}), d.keys() == {'a': 0, 'b': 0, 'c': 0}.keys(), k.mapping['a'])

# Iterators of a dict and its views, forwards and backwards: their types, what they give, how many are left.
d = {1: 'a', 2: 'b', 3: 'c'}
for view in d, d.keys(), d.values(), d.items():
    for make in iter, reversed:
        it = make(view)
        print(type(it), type(it).__name__, it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it), it.__reduce__()[1])
