# Indexing and slicing in all directions.
s = 'abcdef'
print(s[0], s[-1], s[1:3], s[:2], s[-2:], s[::2], s[::-1], s[4:1:-1], s[10:], s[:-10], s[5:0:-2], s[True])
for f in (lambda: s[6], lambda: s[-7], lambda: s['a'], lambda: s[1.0], lambda: s[::0], lambda: ''[0]):
    try:
        f()
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    s[0] = 'x'
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
