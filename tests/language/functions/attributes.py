# What a function tells about itself, and attributes set on it.
def f(a, b: int = 2, *, c: str = 'x') -> bool:
    """Documentation."""
    return True

print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__)
print(f.__annotations__)
f.extra = 5
print(f.extra, f.__dict__)
f.__name__ = 'renamed'
print(f.__name__)
f.__defaults__ = (7,)
print(f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames[:3], f.__code__.co_name)
del f.extra
print(f.__dict__)
