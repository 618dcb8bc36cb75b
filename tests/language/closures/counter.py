# nonlocal writes the variable of the enclosing function.
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    return up
a, b = counter(), counter()
print(a(), a(), a(5), b())
