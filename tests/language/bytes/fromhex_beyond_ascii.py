# Of a text that is not all ASCII the first such character is told, whatever stands before it.
for text in '0g\u0130', '\u0130g', 'ab \u00e9', ' \u4e2d', '\x85ab', 'ab\x80':
    for t in bytes, bytearray:
        try:
            print(t.fromhex(text))
        except ValueError as e:
            print(e)
