words = ['', 'abc', 'ABC1', '123', '١٢٣', '²', '½', 'a b', ' \t\n', '\xa0\u2003', 'é', '_x1', '1x', 'for', 'a-b', 'Hello World', 'HeLLo', '一', 'Ⅷ', '\x00', '\ud800', '\U0001f600', '\u200b']
names = ['isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isprintable', 'isascii']
print(names)
for w in words:
    print(ascii(w), ''.join('01'[getattr(w, n)()] for n in names))
