# Raising classes, instances, and what is neither.
class E(Exception):
    def __init__(self, *a, k=None):
        super().__init__(*a)
        self.k = k
for make in (lambda: E, lambda: E(1, 2, k=3), lambda: ValueError('a'), lambda: 5, lambda: 'text', lambda: int):
    try:
        raise make()
    except E as e:
        print('E', e.args, e.k, e)
    except Exception as e:
        print(type(e).__name__, e)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
