words = ['hello World', 'HELLO', 'straße', 'ǅ', 'İstanbul', 'ﬁn', "it's o'clock", '123abc', '', 'ÀÉÎ', 'Σίσυφος', 'ΑΣ', 'ῼ', 'ß']
for w in words:
    print(ascii(w), *map(ascii, (w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold())))
    print(w.isupper(), w.islower(), w.istitle())
