# PEP 758: except A, B: without parentheses, when nothing is named.
def f(e):
    try: raise e
    except ValueError, KeyError: return 'value or key'
    except TypeError, ZeroDivisionError, OSError: return 'the others'
for e in (ValueError(1), KeyError(1), TypeError(1), ZeroDivisionError(1), FileNotFoundError(1)): print(type(e).__name__, f(e))
try: raise ExceptionGroup('g', [ValueError(1), TypeError(2), OSError(3)])
except* ValueError, TypeError: print('some')
except* OSError as e: print(e.exceptions)
try: compile('try: pass\nexcept A, B as e: pass', 'f', 'exec')
except SyntaxError as e: print(e.msg)
