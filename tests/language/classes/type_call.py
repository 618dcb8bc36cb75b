# type with three arguments makes a class; with one it tells the type.
A = type('A', (), {'x': 1, 'f': lambda self: self.x})
B = type('B', (A,), {'x': 2})
print(A().f(), B().f(), type(B()).__name__, type(A), B.__mro__[1] is A, B.__module__)
for call in (lambda: type(), lambda: type('A', ()), lambda: type(1, (), {}), lambda: type('A', 1, {}), lambda: type('A', (1,), {})):
    try:
        call()
    except TypeError as e:
        print(e)
