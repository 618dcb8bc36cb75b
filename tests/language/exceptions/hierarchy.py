# Which exceptions are caught as which.
for e in (KeyError, IndexError, UnboundLocalError, ZeroDivisionError, ModuleNotFoundError, FileNotFoundError, UnicodeDecodeError,
          RecursionError, NotImplementedError, TabError, StopIteration, KeyboardInterrupt, SystemExit, GeneratorExit, ExceptionGroup):
    print(e.__name__, [c.__name__ for c in e.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)
