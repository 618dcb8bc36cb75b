# exec and eval with globals and locals of their own.
x = 1
print(eval('x + 1'), eval('x + y', {'x': 10, 'y': 5}), eval('x + y', {'x': 1}, {'y': 2}), eval('  \t7'))
space = {}
exec('a = 1\nb = a + 1\ndef f(): return b', space)
print(space['a'], space['b'], space['f'](), '__builtins__' in space)
names = {}
exec('c = x', {'x': 'g'}, names)
print(names)
exec('x = 5')
print(x, exec('pass'))
def f():
    y = 3
    exec('y = 4')
    return y, eval('y')
print(f())
