# Where a SyntaxError stands, and the line that it shows.
for text in ('"abc', "x = '''a\nb", '(]', '(\n]', '1a', '0b12', '012', 'a €', 'a\xa0b', '(' * 201, 'a\\', 'a \\ b', '  a', 'if 1:\n  a\n b', 'if 1:\n\ta\n        b', 'f(a, **b, *c)',
             'f(**x,\n*y)', 'f(1 for c in d, 2', 'f(1 for c in d, 2)', 'f(1 for c in d, a=1, b)', '"\\\n"(1 for c in d,\\\n\\'):
    try:
        compile(text, 'f', 'exec')
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, None if '\n' in text else e.text)
