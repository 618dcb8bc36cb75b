# What __len__ returns may be anything with __index__.
class I:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class L:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


for value in I(3), I(0), I(-1), I(10**30), 'a', True:
    for f in len, bool, (lambda x: 1 if x else 2), (lambda x: not x):
        try:
            print(f(L(value)))
        except (TypeError, ValueError, OverflowError) as e:
            print(type(e).__name__, e)
