# assert raises AssertionError with its message.
assert True
assert 1, 'not shown'
for text in ('assert 0', 'assert [], "message"', 'assert None, (1, 2)'):
    try:
        exec(text)
    except AssertionError as e:
        print(repr(e))
