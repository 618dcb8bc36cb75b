# repr and ascii of strings.
for s in ("it's", 'say "x"', '\'"', 'a\nb\t\\', '\x00\x7f\x80\xa0\xad', 'é€😀', '\ud800', '\u2028\u200b', ''):
    print(repr(s) if all(not 0xd800 <= ord(c) < 0xe000 for c in s) else ascii(s), ascii(s), len(s))
