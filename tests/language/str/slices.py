s = 'abcdefgh'
for sl in (slice(None), slice(2), slice(2, None), slice(-3, None), slice(None, -3), slice(None, None, 2), slice(None, None, -1), slice(5, 2, -1), slice(5, 2), slice(1, 7, 3), slice(-1, -20, -2), slice(100, None, -3), slice(0, 0), slice(-100, 3)):
    print(sl, s[sl], ('日本é' * 3)[sl])
print(s[0], s[-1], s[True], s[7], '日本'[1], '\U0001f600x'[0] == '\U0001f600', len('\U0001f600'))
for i in (8, -9, 10**20):
    try:
        s[i]
    except IndexError as e:
        print(e)
for sl in (slice(None, None, 0), slice('a'), slice(1.0, 2)):
    try:
        s[sl]
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    s[0] = 'x'
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print(s * 2, 0 * s, s * -1, 'ab' + 'cd', 'é' * 3, '日' + 'a', '' * 5, ('ab' * 3)[::-1])
print([c for c in 'aé日\U0001f600'], list(reversed('abc')), list(enumerate('ab')), max('hello'), min('hello'), sorted('hello'))
