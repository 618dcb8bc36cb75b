# nonlocal reaches the nearest enclosing function that binds the name.
def a():
    x = 'a'
    def b():
        def c():
            nonlocal x
            x = 'c'
            def d():
                nonlocal x
                x += 'd'
            d()
        c()
        return x
    return b(), x
print(a())
def shadow():
    x = 1
    def f():
        x = 2
        def g():
            nonlocal x
            x += 10
        g()
        return x
    return f(), x
print(shadow())
for source in ['def f():\n    nonlocal q', 'nonlocal x', 'def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x\n    return g',
               'def f(x):\n    global x', 'def f():\n    global y\n    def g():\n        nonlocal y']:
    try:
        exec(source)
    except SyntaxError as e:
        print(e.msg)
