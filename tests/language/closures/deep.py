# Free variables through several levels.
def a(x):
    def b(y):
        def c(z):
            def d():
                return x, y, z
            return d
        return c
    return b
print(a(1)(2)(3)())
print(a(1).__code__.co_freevars, a(1)(2).__code__.co_freevars)
