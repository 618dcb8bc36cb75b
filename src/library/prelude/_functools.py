# Module _functools: what partial and the cache of lru_cache are, beyond calling (library/functools.c).


class partial(builtin_type('functools_partial')):
    """partial(func, *args, **keywords) - new function with partial application
    of the given arguments and keywords.
    """
    __module__ = 'functools'

    def __repr__(self):
        cls = type(self)
        name = f'functools.{cls.__qualname__}' if cls.__module__ == 'functools' else cls.__qualname__
        if any(shown is self for shown in _shown_partials):
            return '...'
        _shown_partials.append(self)
        try:
            parts = [repr(self.func), *map(repr, self.args), *[f'{key}={value!r}' for key, value in self.keywords.items()]]
        finally:
            _shown_partials.pop()
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError('invalid partial state')
        if len(state) != 4:
            raise TypeError('invalid partial state')
        function, arguments, keywords, namespace = state
        if not callable(function) or not isinstance(arguments, tuple) or (keywords is not None and not isinstance(keywords, dict)):
            raise TypeError('invalid partial state')
        partial_set(self, function, tuple(arguments), {} if keywords is None else keywords if type(keywords) is dict else dict(keywords))
        self.__dict__ = {} if namespace is None else namespace


_shown_partials = []


class _lru_cache_wrapper(builtin_type('functools_cache')):
    """Create a cached callable that wraps another function."""
    __module__ = 'functools'

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self


make_module('_functools', {'partial': partial, '_lru_cache_wrapper': _lru_cache_wrapper})
