# Annotations of functions and variables.
def f(a: 1 + 1, *b: 'x', c: [1] = None, **d: print) -> {}: pass
print({k: v if k != 'd' else 'print' for k, v in f.__annotations__.items()})
x: int = 3
y: str
class C:
    a: int = 1
    b: 'later'
print(C.__annotations__, __annotations__)
def g():
    z: undefined_name = 1
    return z
print(g())
