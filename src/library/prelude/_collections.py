# Module _collections: the dictionaries of module collections; deque is C.


class defaultdict(dict):
    __module__ = 'collections'

    def __init__(self, default_factory=None, /, *arguments, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        dict.__init__(self, *arguments, **keywords)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        self[key] = value = factory()
        return value

    def __repr__(self):
        factory = self.default_factory
        return f'{type(self).__name__}({factory!r}, {dict.__repr__(self)})'

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        factory = self.default_factory
        return type(self), () if factory is None else (factory,), None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, other)
        new.update(self)
        return new


_none = object()


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""
    __module__ = 'collections'

    def move_to_end(self, key, last=True):
        dict_move_to_end(self, key, bool(last))

    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(dict.__reversed__(self) if last else dict.__iter__(self))
        return key, self.pop(key)

    def pop(self, key, default=_none):
        if default is not _none:
            return dict.pop(self, key, default)
        if key in self:
            return dict.pop(self, key)
        if hasattr(type(self), '__missing__'):
            return self.__missing__(key)
        raise KeyError(key)

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def update(self, other=(), /, **keywords):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def __init__(self, other=(), /, **keywords):
        self.update(other, **keywords)

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        if _printing(self):
            return '...'
        _being_printed.append(self)
        try:
            return f'{type(self).__name__}({list(self.items())!r})'
        finally:
            _being_printed.pop()

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def __reduce__(self):
        return type(self), (), self.__dict__ or None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


_being_printed = []


def _printing(value):
    for other in _being_printed:
        if other is value:
            return True
    return False


def count_elements_by_method(mapping, iterable):
    get = mapping.get
    for element in iterable:
        mapping[element] = get(element, 0) + 1


make_module('_collections', {'deque': builtin_type('deque'), '_deque_iterator': builtin_type('deque_iterator'),
                             '_deque_reverse_iterator': builtin_type('deque_reverseiterator'), 'defaultdict': defaultdict,
                             'OrderedDict': OrderedDict, '_tuplegetter': builtin_type('tuplegetter')})
