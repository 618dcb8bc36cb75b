# Case methods, with characters that change their length.
print('aBc'.upper(), 'ABC'.lower(), 'hello wORLD'.title(), 'hELLO'.capitalize(), 'aBc'.swapcase(), 'ß'.upper(), 'ß'.casefold(), 'ŉ'.title(), 'İ'.lower() == 'i̇', "they're bill's".title())
print('abc'.islower(), 'ABC'.isupper(), 'Abc'.istitle(), 'a1'.isalnum(), 'a'.isalpha(), '1²'.isdigit(), '1'.isdecimal(), '½'.isnumeric(), ' \t'.isspace(), 'a b'.isidentifier(), 'def'.isidentifier(), ''.isascii(), 'é'.isascii(), '\n'.isprintable())
