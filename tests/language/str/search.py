# find, index, count, in, startswith, endswith with bounds.
s = 'abracadabra'
print(s.find('a'), s.find('a', 1), s.find('bra', 5), s.rfind('a'), s.find('x'), s.find(''), s.find('', 20), s.rfind('a', 0, 5), s.index('cad'), s.rindex('ab'))
print(s.count('a'), s.count('abra'), s.count(''), 'aaaa'.count('aa'), s.count('a', 3, 8), 'cad' in s, '' in s, 'x' not in s)
print(s.startswith('abra'), s.startswith(('x', 'ab')), s.startswith('bra', 1), s.endswith('bra'), s.endswith(('a', 'b')), s.endswith('cad', 0, 7), s.startswith(''))
for f in (lambda: s.index('x'), lambda: s.rindex('x'), lambda: 1 in s, lambda: s.startswith(1), lambda: s.find(1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(e)
