# Qualified names of nested things.
def outer():
    def inner():
        pass
    class C:
        def method(self):
            pass
    return inner, C

inner, C = outer()
print(inner.__qualname__, C.__qualname__, C.method.__qualname__)
