# Classes and closures made by exec.
space = {'__name__': 'made'}
exec('''
class A:
    def f(self): return __class__.__name__
def make(n):
    return lambda: n
''', space)
print(space['A']().f(), space['A'].__module__, space['make'](3)())
