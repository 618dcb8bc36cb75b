# with enters and leaves, in order.
class C:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print('enter', self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__, v, tb is not None)
with C(1) as a, C(2) as b:
    print('body', a, b)
with (C(3), C(4) as d,):
    print(d)
try:
    with C(5):
        raise ValueError('x')
except ValueError:
    print('passed on')
with C((1, 2)) as (x, y):
    print(x + y)
