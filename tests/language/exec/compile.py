# compile gives code objects that can be run again and again.
c = compile('n * 2', '<mine>', 'eval')
print(eval(c, {'n': 4}), eval(c, {'n': 'ab'}), c.co_filename, c.co_name)
m = compile('def f(): return 1\nr = f()', 'file.py', 'exec')
space = {}
exec(m, space)
print(space['r'], m.co_consts[0].co_name if hasattr(m.co_consts[0], 'co_name') else 'code')
exec(compile('1 + 1\n', '<s>', 'single'))
exec(compile('for i in range(2): i * 10\n', '<s>', 'single'))
print(eval(b'1 + 1'))
def outer():
    v = 1
    def inner(): return v
    return inner
try:
    exec(outer().__code__)
except TypeError as e:
    print(e)
