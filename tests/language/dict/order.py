# A dict keeps the order of insertion.
d = {}
for k in 'zebra': d[k] = len(d)
print(d)
del d['e']; d['e'] = 'again'; d['z'] = 'kept place'
print(d)
d |= {'a': 0, 'new': 1}
print(d, {**d, 'x': 1}, {k: v for k, v in reversed(d.items())})
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(len(big), list(big)[:5], sum(big.values()), 2 in big, big[999])
