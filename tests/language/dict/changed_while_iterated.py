# A dict that changes its size while it is iterated over.
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e:
    print(e)
try:
    for k in list(d): del d[k]
    print(d)
    d = {1: 1}
    for k in d.items(): d.clear()
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2}
for k in d: d[k] = 'changed'
print(d)
