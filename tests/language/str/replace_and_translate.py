# replace, translate, maketrans.
print('aaa'.replace('a', 'b'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('x', 'y'), 'aXbX'.replace('X', 'YZ'), 'abc'.replace('b', ''))
t = str.maketrans('abc', 'xyz', 'd')
print('abcd'.translate(t), 'abc'.translate({ord('a'): None, ord('b'): 'BB', 99: 100}), str.maketrans({'a': 'b', 'c': None}))
