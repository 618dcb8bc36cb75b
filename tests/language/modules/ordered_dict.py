# OrderedDict: the order changed at both ends, and queues of it and of dict.
from collections import OrderedDict


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return 'Key(%r)' % self.name


d = OrderedDict((i, i * i) for i in range(8))
for key, last in (3, True), (3, False), (5, False), (0, True), (5, False), (0, True), (7, False), (7, False):
    d.move_to_end(key, last)
    print(list(d), list(reversed(d)), len(d))
for key in 9, 'x', [1]:
    try:
        d.move_to_end(key, last=False)
    except Exception as e:
        print(type(e).__name__, e)
d.move_to_end(3.0)
d.move_to_end(True, last=False)
print(d)
keys = OrderedDict((Key(c), c) for c in 'abcdef')
keys.move_to_end(Key('d'), last=False)
keys.move_to_end(Key('b'))
print(keys)

# Against a list.
state, order, d = 1, [], OrderedDict()
for step in range(3000):
    state = (state * 1103515245 + 12345) % 2147483648
    what, key = state >> 8 & 7, state >> 12 & 63
    if what < 3:
        if key not in d:
            order.append(key)
        d[key] = step
    elif what < 5 and key in d:
        order.remove(key)
        order.append(key)
        d.move_to_end(key)
    elif what < 7 and key in d:
        order.remove(key)
        order.insert(0, key)
        d.move_to_end(key, last=False)
    elif d:
        last = bool(state >> 20 & 1)
        assert d.popitem(last)[0] == order.pop(-1 if last else 0)
    assert list(d) == order and list(reversed(d)) == order[::-1], step
    if step % 500 == 0:
        assert list(d.copy()) == order
print(len(order), order)

# As a queue: taking from the front of a long one, and from plain dictionaries.
d = OrderedDict.fromkeys(range(20000))
taken = 0
while d:
    taken += d.popitem(last=False)[0]
    if taken % 3 == 0:
        taken += d.popitem()[0]
print(taken)
d = dict.fromkeys(range(20000))
d['kept'] = 1
for i in range(20000):
    key = next(iter(d))
    assert key == i
    del d[key]
print(d)
d = dict.fromkeys(range(100))
for i in range(1, 99):
    del d[i]
d[100] = d[101] = 0
print(list(d), list(reversed(d)), d.popitem(), d)
del d[0]
del d[99]
d['new'] = 1
print(list(d), next(iter(d)), dict(d), d | {5: 6})
