# Globals, locals and builtins that are no plain dict are asked by their own __getitem__.


class Loud(dict):
    def __getitem__(self, key):
        print('get', key)
        if key == 'broken':
            raise ValueError(key)
        if key == 'magic':
            return 42
        return dict.__getitem__(self, key)

    def __missing__(self, key):
        if key == 'absent':
            return 'made up'
        raise KeyError(key)

    def __setitem__(self, key, value):
        print('set', key)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        print('del', key)
        dict.__delitem__(self, key)


def attempt(source, *namespaces):
    try:
        exec(source, *namespaces)
    except Exception as e:
        print(type(e).__name__, e)


programs = ('magic', 'absent', 'broken', 'nowhere', 'x = 1; del x', 'del x', 'global x; x = 1; print(x); del x',
            'def f(): return magic\nprint(f())', 'def f(): return nowhere\nf()', 'class C:\n y = absent\nprint(C.y)', 'x: magic = absent')
for source in programs:
    print('----', source)
    attempt(source, Loud())
    attempt(source, {}, Loud())
    attempt(source, Loud(), Loud())
    attempt(source, {'__builtins__': Loud()})
