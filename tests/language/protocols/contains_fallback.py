# in falls back on iteration, comparing identity first.
class A:
    def __iter__(self): return iter([1, nan, 'x'])
nan = float('nan')
print(1 in A(), nan in A(), 'y' in A(), nan in [nan], nan == nan)
