print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', '' < 'a', 'é' > 'z', '日' > 'é', '\U0001f600' > '\uffff', 'a' == 'a', 'a' != 'é', 'abc' >= 'abc', 'a' == b'a')
print(sorted(['b', 'a', 'é', 'Z', '日', '', 'aa', 'ab', 'á', '\U0001f600', '\uffee']))
parts = ''
for i in range(300):
    parts += str(i)
    if i % 100 == 50: parts += 'é'
print(len(parts), parts[:30], parts[-10:], hash(parts) == hash(str(parts)))
s = 'x'
t = s
s += 'y'
print(s, t)
for a, b in [('a', 1), ('a', b'b'), ('a', None)]:
    try:
        a + b
    except TypeError as e:
        print(e)
    try:
        a < b
    except TypeError as e:
        print(e)
    try:
        b + a
    except TypeError as e:
        print(e)
try:
    'a' * 'b'
except TypeError as e:
    print(e)
try:
    'a' * 1.5
except TypeError as e:
    print(e)
try:
    'a' - 'b'
except TypeError as e:
    print(e)
