# Exceptions out of __eq__, __hash__, __iter__, __bool__ and keys.
class Bad:
    def __eq__(self, o): raise KeyError('eq')
    def __hash__(self): return 1
    def __bool__(self): raise ValueError('bool')
    def __iter__(self): raise OSError('iter')
    def __len__(self): raise IndexError('len')
for f in (lambda: Bad() == 1, lambda: {Bad(): 1, 1: 2}, lambda: [1, 2].index(Bad()), lambda: not Bad(), lambda: list(Bad()),
          lambda: len(Bad()), lambda: sorted([3, 1], key=lambda x: 1 // 0), lambda: [x for x in Bad()], lambda: Bad() in {1}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
