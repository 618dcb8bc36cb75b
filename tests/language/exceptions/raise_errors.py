def err(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e, e.args)
def r(x): raise x
err(lambda: r(5))
err(lambda: r('a'))
err(lambda: r(int))
err(lambda: r(None))
err(lambda: r(ValueError))
err(lambda: r(ValueError('a', 2)))
err(lambda: r(KeyError('k')))
err(lambda: r(SystemExit(3)))
err(lambda: r(KeyboardInterrupt()))
def bare(): raise
err(bare)
class E(Exception):
    def __init__(self, a, b=2): super().__init__(a); self.b = b
err(lambda: r(E))
err(lambda: r(E(1)))
class NewInt(Exception):
    def __new__(cls, *a): return 5
err(lambda: r(NewInt))
def catch(spec):
    try:
        try: raise ValueError('v')
        except spec: print('caught by', spec)
    except BaseException as e:
        print(type(e).__name__, e)
catch(ValueError)
catch((KeyError, ValueError))
catch(())
catch(5)
catch((KeyError, 5))
catch('x')
catch(int)
catch(Exception)
def lazily():
    try:
        pass
    except undefined_name:
        pass
    return 'never evaluated'
print(lazily())
