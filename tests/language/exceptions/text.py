# str and repr of exceptions.
for e in (ValueError(), ValueError('a'), ValueError('a', 1), KeyError('k'), KeyError(), KeyError(1, 2), OSError(2, 'No such'),
          OSError(2, 'No', 'file'), StopIteration(3), SystemExit(4), ImportError('m', name='n'), UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'),
          AttributeError('q', name='n'), NameError('nm', name='x'), SyntaxError('bad')):
    print(str(e), '|', repr(e), '|', e.args)
