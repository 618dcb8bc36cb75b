# __cause__, __context__ and __suppress_context__.
try:
    try:
        raise ValueError('first')
    except ValueError:
        raise KeyError('second')
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        raise ValueError('first')
    except ValueError as v:
        raise KeyError('second') from v
except KeyError as e:
    print(repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
try:
    try:
        raise ValueError
    except ValueError:
        raise KeyError from None
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    raise KeyError from 5
except TypeError as e:
    print(e)
