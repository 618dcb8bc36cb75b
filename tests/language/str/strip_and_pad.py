# strip, center, justify, zfill, expandtabs, removeprefix.
print('[' + '  a b '.strip() + ']', 'xxaxx'.strip('x'), 'abcba'.lstrip('ab'), 'abcba'.rstrip('ab'), '\u3000a\u2003'.strip() == 'a')
print('a'.center(5, '*'), 'ab'.center(5), 'a'.ljust(3) + '|', 'a'.rjust(3, '-'), '42'.zfill(5), '-42'.zfill(5), '+1'.zfill(4), 'a\tb'.expandtabs(), '\tx'.expandtabs(4))
print('prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'x'.removeprefix('y'), 'abc'.removesuffix(''))
