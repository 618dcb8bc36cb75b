# Module _functools: what of it is said better in Python.


def partial_repr(self):
    cls = type(self)
    parts = [repr(self.func)]
    parts += [repr(value) for value in self.args]
    parts += [f'{key!s}={value!r}' for key, value in list(self.keywords.items())]
    name = 'functools.partial' if cls is builtin_type('functools_partial') else cls.__name__
    return f"{name}({', '.join(parts)})"


class _lru_cache_wrapper(builtin_type('functools_cache')):
    """Create a cached callable that wraps another function."""
    __module__ = 'functools'

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self


make_module('_functools', {'partial': builtin_type('functools_partial'), '_lru_cache_wrapper': _lru_cache_wrapper})
