# Annotations are evaluated and stored.
def f(a: int, b: 'text' = 1, *args: tuple, c: float = 2.0, **kw: dict) -> str:
    return 'r'
for k, v in f.__annotations__.items():
    print(k, v)
def g(): pass
print(g.__annotations__)
g.__annotations__['x'] = 1
print(g.__annotations__)
x: int = 5
y: str
print(__annotations__)
class C:
    a: int = 1
    b: 'later'
print(C.__annotations__)
def local():
    z: undefined_name = 3
    w: also_undefined
    return z
print(local())
def order(log):
    (log): int = 3
    return log
print(order([]))
