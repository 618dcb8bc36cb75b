s = 'abracadabra'
print(s.find('a'), s.find('a', 1), s.find('a', 1, 3), s.find('z'), s.find(''), s.find('', 5), s.find('', 50), s.find('bra', -3), s.find('a', -100, 100))
print(s.rfind('a'), s.rfind('a', 0, 5), s.rfind('z'), s.rfind(''), s.rfind('', 2, 4), s.rfind('abra'))
print(s.index('cad'), s.rindex('b'), s.count('a'), s.count('abra'), s.count(''), s.count('a', 3), s.count('', 3, 5), 'aaaa'.count('aa'), ''.count(''), ''.count('', 1))
for f in (s.index, s.rindex):
    try:
        f('zz')
    except ValueError as e:
        print(e)
for args in [(), (1,), ('a', 'b'), ('a', 1, 2, 3)]:
    try:
        print(s.find(*args))
    except TypeError as e:
        print(e)
print(s.startswith('abra'), s.startswith(('x', 'ab')), s.startswith('bra', 1), s.startswith('', 20), s.endswith('ra'), s.endswith(('a', 'x'), 0, 3), s.endswith('abra', 8), s.startswith(()))
for bad in (1, ['a'], ('a', 1)):
    try:
        print('z'.startswith(bad))
    except TypeError as e:
        print(e)
print('bra' in s, '' in s, 'x' in s, s.find('a', None, None), 'é' in 'caf\xe9', '日' in '今日は', '今日は'.find('は'))
try:
    1 in s
except TypeError as e:
    print(e)
text = 'ab' * 1000 + 'abc' + 'ab' * 100
print(text.find('abc'), text.rfind('abc'), text.count('ab'), text.find('ba' * 500 + 'x'), ('a' * 5000 + 'b').find('a' * 100 + 'b'))
