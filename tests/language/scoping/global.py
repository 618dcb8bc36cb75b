# global reaches the module's variable from any depth.
x = 1
def f():
    global x, made
    x += 1
    made = 'here'
    def g():
        global x
        x *= 10
    g()
f()
print(x, made)
