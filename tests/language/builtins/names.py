# Which names are there.
names = 'abs all any ascii bin bool bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id int isinstance issubclass iter len list locals map max min next object oct ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip aiter anext'.split()
import builtins
print([n for n in names if not hasattr(builtins, n)])
errors = 'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BufferError EOFError Exception ExceptionGroup FloatingPointError GeneratorExit ImportError IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotImplementedError OSError OverflowError RecursionError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError ValueError Warning DeprecationWarning UserWarning ZeroDivisionError EnvironmentError IOError TimeoutError PermissionError FileNotFoundError ConnectionError BrokenPipeError'.split()
for n in errors:
    c = getattr(builtins, n, None)
    print(n, [b.__name__ for b in c.__mro__] if c else 'absent')
print(Ellipsis, NotImplemented, None, True, __debug__, __name__, EnvironmentError is OSError)
builtins.mine = 'added'
print(mine)
del builtins.mine
try:
    mine
except NameError as e:
    print(e, e.name)
len = lambda x: 'shadowed'
print(len([]))
del len
print(len([]))
