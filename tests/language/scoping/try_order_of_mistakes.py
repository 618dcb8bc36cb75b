# The parts of a try statement in the order in which mistakes are told.
for source in ('try: pass\n except E: a: int = 1\n else: a: int = 2', 'try: a: int\n except E: pass\n finally: a: int = 2',
               'try: pass\n except E: pass\n else: a: int = 2\n finally: a: int = 2'):
    try:
        exec('def f():\n global a\n ' + source.replace('a: int', '\n  a: int'))
    except SyntaxError as e:
        print(e, e.lineno)
