# What a syntax error says where CPython reads on before it decides.
for text in ('{"a": 1, "b" 2}', '{"b" 2}', '{1: 2, a.b c}', '{1: 2, f(a b)}', '{1: 2, a}', '{1: 2, a: *b}', '{**a, b c}', '{1: 2, [a b]: 3}',
             'f({1: 2, a b})', 'x = 1 if y. is None else 2', 'x if "a"not :', 'x if f(a b) else c', '(x if y z else w)',
             'print f(a,\n b=)', 'f(a, g(b)c == [1 2 3])', 'f("a"b)', 'a "x" b', 'case 1 print', "the 'lazy' dog.\\n", 'raw string, \\n',
             'f(1 for c in d, True=1)', 'f(1 for c in d, (a b))', 'lambda x=1 y: 0', '[lambda x: y z]', '(a b\n', '[a, b c.', '(a b not c)'):
    try:
        compile(text, 'f', 'exec')
        print('compiles')
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
