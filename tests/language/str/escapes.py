# Escapes in literals, raw and bytes literals, concatenated literals.
print('\x41\u0042\U00000043\N{LATIN SMALL LETTER A}\101\t|', r'\n\x', 'a\
b', '''triple
line''', b'\x00\xff\n', rb'\n', 'a' "b" '''c''', len('\\'))
