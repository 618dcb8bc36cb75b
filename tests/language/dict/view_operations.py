d = {'a': 1, 'b': 2, 'c': 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), 'a' in k, 2 in v, ('a', 1) in i, ('a', 2) in i, 'a' in i)
d['d'] = 4
print(k, v, list(i)[-1])
print(sorted(k & {'a', 'z'}), sorted(k | {'z'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), sorted(i & {('a', 1)}), sorted(k & ['b', 'c', 'q']))
print(k == {'a', 'b', 'c', 'd'}, k == d.keys(), v == v, v == d.values(), i == dict(d).items(), k < {'a', 'b', 'c', 'd', 'e'}, k >= {'a'}, k.isdisjoint({'q'}), k.isdisjoint('a'), k != {'a'})
print(type(k).__name__, type(v).__name__, type(i).__name__, type(iter(k)).__name__, type(iter(v)).__name__, type(iter(i)).__name__, type(reversed(k)).__name__, k.mapping['a'])
try:
    k.mapping['a'] = 2
except TypeError as e:
    print(e)
for f in (lambda: k[0], lambda: k + k, lambda: hash(k), lambda: v & v, lambda: i < 5, lambda: k | 5, lambda: len(iter(k))):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(iter(k).__length_hint__(), list(zip(k, v)), dict(i) == d, set(k) == set(d), max(v), sum(v), [*reversed(v)])
