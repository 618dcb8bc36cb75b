for s in ('', 'a', "it's", '"q"', '\'"', 'a\nb\tc\rd', 'back\\slash', '\x00\x1f\x7f', '\x80\xa0\xad\xff', 'é日', '\u200b\u2028\ufeff', '\U0001f600', '\ud800', '\U0010ffff', '\x0b\x0c\x07', "\\'", '\u0378'):
    print(repr(s) if s.isprintable() or True else '', ascii(s))
print('\x41\101\u0041\U00000041\N{LATIN SMALL LETTER A}\N{GREEK SMALL LETTER ALPHA}', '\
continued', 'a' 'b' "c" '''d''', r'\n\x', R'\'', '\0' == '\x00', '\7' == '\a', len('\x0041'), '\1234' == 'S4')
print("""multi
line 'and' "quotes" \
joined""")
for src in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{no such name}'", r"'\N'", "'abc", '"""abc', r"'\x'", "'a\nb'", r"'\Ug'", "b'é'", r"b'\xz'", "r'\\'", "ur'a'", "bu'a'", "fb'a'"):
    try:
        print(eval(src))
    except SyntaxError as e:
        print(src, e.msg)
