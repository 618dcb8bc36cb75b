g = {'x': 1}
exec('y = x + 1\ndef f(): return x * 10\nclass K: z = y', g)
print(g['y'], g['f'](), g['K'].z, '__builtins__' in g, sorted(k for k in g if k != '__builtins__'))
l = {}
exec('a = 1\nb = a + x', {'x': 5}, l)
print(l)
try:
    exec('v = 1\ndef f(): return v\nf()', {}, {})
except NameError as e:
    print(e)
print(eval('1 + 2'), eval(' x * 2', {'x': 21}), eval('[i for i in r]', {'r': range(3)}), eval('a + b', {'a': 1}, {'b': 2}), eval('(lambda q: q + n)(1)', {'n': 9}), eval('\t5'), eval('(1,\n2)'))
x = 'module'
def local():
    x = 'local'
    w = 5
    exec('w = 6; n = 7')
    return eval('x'), w, eval('w')
print(local(), exec('x'), exec(''))
class D(dict):
    def __missing__(self, k): return 'missing ' + k
    def __setitem__(self, k, v):
        print('set', k, v)
        super().__setitem__(k, v)
d = D(print=print)
exec('print(foo); bar = 1; print(bar)', {}, d)
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: eval(''))
err(lambda: eval('x = 1'))
err(lambda: eval('1 +'))
err(lambda: eval(5))
err(lambda: exec(5))
err(lambda: eval('1', 5))
err(lambda: eval('1', {}, 5))
err(lambda: exec('1', []))
err(lambda: eval('undefined_thing'))
err(lambda: eval('1/0'))
err(lambda: exec('raise KeyError(1)'))
err(lambda: eval('len([1])', {'__builtins__': {}}))
err(lambda: eval('len([1])', {'__builtins__': {'len': lambda x: 'mine'}}))
err(lambda: eval(b'1 + 1'))
err(lambda: eval('1\0'))
