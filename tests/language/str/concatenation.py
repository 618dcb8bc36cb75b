# + and *, comparisons, and building in a loop.
print('a' + 'b', 'ab' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, 'a' 'b', 'a' < 'b', 'a' < 'B', 'abc' < 'abd', '' < 'a', 'a' == 'a', 'é' > 'z', '\uffff' < '\U00010000')
s = ''
for i in range(1000):
    s += str(i)
print(len(s), s[:20], s[-10:])
for f in (lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' * 'b', lambda: 'a' * 1.0, lambda: 'a' - 'b'):
    try:
        f()
    except TypeError as e:
        print(e)
