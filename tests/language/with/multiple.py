class C:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fe, self.fx = name, swallow, fail_enter, fail_exit
    def __enter__(self):
        print('enter', self.name)
        if self.fe: raise RuntimeError('enter ' + self.name)
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print('exit', self.name, t.__name__ if t else None, v, tb is not None)
        if self.fx: raise KeyError('exit ' + self.name)
        return self.swallow
with C('a') as x, C('b') as y:
    print(x, y)
with (C('p') as x, C('q'), C('r') as (one),):
    print(x, one)
def attempt(f):
    try:
        f()
        print('completed')
    except Exception as e:
        print('->', repr(e), '| context', repr(e.__context__))
def t1():
    with C('a', swallow=True), C('b'): raise ValueError(1)
def t2():
    with C('a'), C('b', swallow=True): raise ValueError(2)
def t3():
    with C('a'), C('b', fail_enter=True): print('unreached')
def t4():
    with C('a'), C('b', fail_exit=True): print('body')
def t5():
    with C('a'), C('b', fail_exit=True): raise ValueError(5)
def t6():
    with C('a', swallow=True), C('b', fail_exit=True), C('c', fail_exit=True): raise ValueError(6)
for t in (t1, t2, t3, t4, t5, t6): print(t.__name__); attempt(t)
