# compare: traceback
class Outer:
    class AppError(Exception):
        def __str__(self): return 'text of ' + repr(self.args)
class Thing:
    def method(self, n):
        if n == 0:
            raise Outer.AppError(1, 'two')
        return self.method(n - 1)
Thing().method(3)
