# Keys of a mapping pattern that are equal, of whatever type, are refused.
for keys in ('0, False', '0, -0', '0, 0.0', '0j, 0.0', '1, True', '1.5, 1.5+0j', 'b"a", b"a"', '"a", b"a"', 'None, None', '-1, -1.0', '1e30, 1000000000000000019884624838656', 'a.b, a.b'):
    first, second = keys.split(', ')
    try:
        compile(f'match x:\n case {{{first}: 1, {second}: 2}}: pass', 'f', 'exec')
        print(keys, 'compiles')
    except SyntaxError as e:
        print(keys, e.msg)
