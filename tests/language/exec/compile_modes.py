c = compile('1 + x', 'name.py', 'eval')
print(eval(c, {'x': 4}), c.co_filename, c.co_name, c.co_names)
m = compile('a = 1\nb = 2', '<m>', 'exec')
space = {}
print(exec(m, space), space['b'], exec(c, {'x': 1}), eval(m, space))
s = compile('5\n', '<s>', 'single')
exec(s)
exec(compile('None', '<s>', 'single'))
exec(compile('x = [1, "a"]; x; 7', '<s>', 'single'))
def err(*a, **k):
    try:
        print(compile(*a, **k) is not None)
    except Exception as e:
        print(type(e).__name__, e)
err('1', 'f', 'bad')
err('1')
err('x = 1', 'f', 'eval')
err('1; 2', 'f', 'eval')
err('a b', 'f', 'exec')
err(5, 'f', 'exec')
err('x\ny', 'f', 'single')
err('if 1:\n  x', 'f', 'exec')
err(' x', 'f', 'exec')
err('if 1:\nx', 'f', 'exec')
err(source='1', filename='f', mode='eval')
err('await x', 'f', 'exec')
err('', 'f', 'exec')
err('# only a comment', 'f', 'exec')
try:
    compile('x = 1\ny = (2,\nz w', 'file.py', 'exec')
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
def f(a, b): return a
print(f.__code__.co_name, f.__code__.co_varnames, f.__code__.co_firstlineno, type(f.__code__).__name__, eval(compile('f(1, 2)', '', 'eval')))
