# deque: both ends, rotation, bounds.
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend([5, 6]); d.extendleft('ab')
print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], d[2], 3 in d, d.index(3), d.count(1))
d.rotate(2); print(d)
d.rotate(-3); print(d)
d.remove(3); d.insert(1, 'x'); d.reverse(); d[0] = 'first'; del d[1]
print(d, list(reversed(d)), d.copy() == d, d.maxlen, d == deque(d), deque([1]) < deque([2]))
b = deque(range(10), maxlen=3)
b.append(99); b.appendleft(-1)
print(b, b.maxlen, deque([1]) + deque([2]), deque([1, 2]) * 2, deque(), bool(deque()))
d.clear()
q = deque([1, 2])
q.append(q)
print(d, q, type(iter(q)).__name__)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque()[0], lambda: deque([1]).remove(2), lambda: deque(maxlen=-1), lambda: hash(deque()), lambda: deque([1], maxlen=1).insert(0, 5), lambda: deque(5), lambda: deque([1]).index(2)):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
e = deque([1, 2])
try:
    for x in e: e.append(x)
except RuntimeError as r:
    print(r)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0: big.popleft()
print(len(big), big[0], sum(big))
