# str.translate of ASCII by tables of each kind of result, and of text and tables that are not ASCII.
words = ('', 'a', 'b', 'banana', 'the cat', 'xyz' * 10, 'caf\xe9', 'na\xefve a', '\u20aca', 'aa')
tables = (str.maketrans('abc', 'xyz'), str.maketrans('', '', 'an'), {97: 'A', 110: None}, {97: 'long'}, {97: 0xe9}, {97: '\u20ac'}, {97: ''},
          {97: 98, 98: 97}, {97.0: 'f', True: 'x'}, {}, {0xe9: 'e', 0x20ac: 'E'}, str.maketrans({'a': 'b', 'n': 'NN'}), {98: 0x1f600})
for word in words:
    print(*(ascii(word.translate(t)) for t in tables))
for wrong in (-1, 0x110000, 1.5, b'x'):
    try:
        print('banana'.translate({97: wrong}), 'xyz'.translate({97: wrong}))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Asked:
    def __hash__(self):
        return 97

    def __eq__(self, other):
        print('asked', other)
        return other == 97


print('bab'.translate({Asked(): 'q'}), 'bab'.translate({98: None, Asked(): 'q'}))
