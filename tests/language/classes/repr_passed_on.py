"""object.__str__ passes on what __repr__ answers, and who asked for text complains."""


class Wrong:
    def __repr__(self): return 3


class Passing(tuple):
    def __repr__(self): return 3
    def __str__(self): return super().__str__()


class Error(Exception):
    def __repr__(self): return 3


for value in Wrong(), Passing(), Error():
    print(type(value).__str__(value) == 3)
    for ask in str, repr, ascii, format, print, '{}'.format, '%s'.__mod__, '{!r}'.format, lambda v: f'{v}', lambda v: f'{v!r}', lambda v: '%s %d' % (v, v):
        try:
            print(ask(value))
        except TypeError as e:
            print(e)
