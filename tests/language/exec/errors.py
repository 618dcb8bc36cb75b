# Wrong arguments of exec, eval and compile.
for text in ("exec('1', 3)", "exec('1', {}, 3)", "eval('1', 3)", "eval('1', {}, 3)", 'exec(1)', 'eval(1)', "compile('1', 'f', 'x')",
             "compile('1', 'f', 'exec', flags=99999999)", "compile(1, 'f', 'exec')", "compile('1', 'f', 'exec', optimize=9)",
             "compile('1', 3, 'exec')", "eval('')", "eval('x = 1')", "exec('a b')", "eval('1\\0')"):
    try:
        eval(text)
    except Exception as e:
        print(type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
