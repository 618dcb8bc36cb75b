# __closure__ and cell_contents.
def f(x):
    def g(): return x
    return g
g = f(5)
print(len(g.__closure__), g.__closure__[0].cell_contents)
g.__closure__[0].cell_contents = 6
print(g())
print(f.__closure__)
