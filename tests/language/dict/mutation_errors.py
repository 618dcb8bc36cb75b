def attempt(change, view=lambda d: d):
    d = {i: i for i in range(5)}
    seen = []
    try:
        for k in view(d):
            seen.append(k)
            change(d, k)
    except RuntimeError as e:
        print(seen, e)
    else:
        print(seen, 'no error', d)
attempt(lambda d, k: d.update({k + 100: 1}))
attempt(lambda d, k: d.pop(4, None))
attempt(lambda d, k: d.clear())
attempt(lambda d, k: d.update({0: 'changed'}))
attempt(lambda d, k: d.update({99: 1}), lambda d: d.values())
attempt(lambda d, k: d.pop(0, None), lambda d: d.items())
attempt(lambda d, k: d.popitem(), lambda d: list(d))
attempt(lambda d, k: d.update({99: 1}), reversed)
def same_size(d, k):
    del d[k]
    d[k + 10] = 0
attempt(same_size)
d = {1: 1}
it = iter(d)
d[2] = 2
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e:
    print(e)
try:
    for x in s: s.discard(x)
except RuntimeError as e:
    print(e)
