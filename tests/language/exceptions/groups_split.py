eg = ExceptionGroup('top', [ValueError(1), ExceptionGroup('mid', [TypeError(2), ValueError(3)]), KeyError(4)])
print(eg, repr(eg), eg.message, eg.exceptions, str(eg), len(eg.exceptions))
m, r = eg.split(ValueError); print(repr(m)); print(repr(r))
print(eg.subgroup(KeyError), eg.subgroup(OSError), eg.split(OSError)[0], repr(eg.subgroup((TypeError, KeyError))), repr(eg.subgroup(lambda e: e.args == (3,))), eg.subgroup(Exception) is eg)
print(type(BaseExceptionGroup('b', [ValueError()])).__name__, type(BaseExceptionGroup('b', [KeyboardInterrupt()])).__name__, repr(eg.derive([OSError(1)])))
def err(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: ExceptionGroup('x'))
err(lambda: ExceptionGroup('x', []))
err(lambda: ExceptionGroup('x', 5))
err(lambda: ExceptionGroup(5, [ValueError()]))
err(lambda: ExceptionGroup('x', [5]))
err(lambda: ExceptionGroup('x', [KeyboardInterrupt()]))
err(lambda: ExceptionGroup('x', [ValueError]))
err(lambda: eg.split(5))
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message + '!', excs)
m, r = MyGroup('mine', [ValueError(1), KeyError(2)]).split(KeyError); print(repr(m), repr(r), type(m).__name__)
def star(e):
    try:
        try:
            raise e
        except* ValueError as v:
            print('V', repr(v))
        except* (TypeError, KeyError) as t:
            print('TK', repr(t))
        else:
            print('else')
        finally:
            print('finally')
    except BaseException as left:
        print('left', repr(left))
star(eg)
star(ValueError('naked'))
star(OSError('other'))
star(ExceptionGroup('partial', [OSError(1), ValueError(2)]))
