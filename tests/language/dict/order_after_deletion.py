d = {}
for k in 'zebra': d[k] = len(d)
print(d)
d['z'] = 'again'; del d['b']; d['b'] = 'new'; print(d)
print(list(reversed(d)), list(reversed(d.items())), list(d.values()), next(iter(d)))
for i in range(100): d[i] = i
for i in range(0, 100, 2): del d[i]
for i in range(10): d[i] = -i
print(list(d)[:12], list(d)[-8:], len(d))
d.pop(next(iter(d))); print(next(iter(d)), d.popitem())
e = {3: 'a', 1: 'b', 2: 'c'}
print(e == {1: 'b', 2: 'c', 3: 'a'}, list(e) == [1, 2, 3], sorted(e), {1: 'x', True: 'y', 1.0: 'z'}, dict(sorted(e.items())))
big = {i * 7919 % 10007: i for i in range(3000)}
print(len(big), list(big)[:4], list(big)[-2:], sum(big), sum(big.values()))
for k in list(big):
    if k % 3: del big[k]
print(len(big), list(big)[:4], all(big[k] * 7919 % 10007 == k for k in big))
