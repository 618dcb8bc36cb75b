# compare: traceback
class C:
    x = 1
    f = lambda self: self.x.missing
    class D:
        y = C if False else (lambda: 1 + 'a')()
