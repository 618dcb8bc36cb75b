# What type parameters and template strings are at run time: PEP 695, 696 and 750. The modules that export these types come with the library.

_GenericAlias = type(list[int])


class _NoDefaultType:
    """The type of the NoDefault singleton."""

    __slots__ = ()
    __module__ = 'typing'

    def __repr__(self):
        return 'typing.NoDefault'

    def __reduce__(self):
        return 'NoDefault'


_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = 'NoDefaultType'
_no_default = _NoDefaultType()


def _final(cls, **keywords):
    raise TypeError(f"type '{cls.__mro__[1].__name__}' is not an acceptable base type")


class _Lazy:
    """A value that a function gives when it is first asked for."""

    __slots__ = ('_function', '_value')

    def __init__(self, function, value):
        self._function = function
        self._value = value

    def get(self):
        if self._function is not None:
            self._value = self._function()
            self._function = None
        return self._value


class _TypeParameter:
    __module__ = 'typing'
    _joins_unions = True
    __slots__ = ('__name__', '_default')

    def __init__(self, name, default):
        self.__name__ = name
        self._default = _Lazy(default, _no_default)

    @property
    def __default__(self):
        """The default value of this type parameter, or NoDefault."""
        return self._default.get()

    def has_default(self):
        """Whether it has a default."""
        return self.__default__ is not _no_default

    def __or__(self, other):
        return union_new(self, other)

    def __ror__(self, other):
        return union_new(other, self)

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class TypeVar(_TypeParameter):
    """Type variable."""

    __slots__ = ('_bound', '_constraints')
    __module__ = 'typing'
    __init_subclass__ = _final
    __covariant__ = __contravariant__ = False
    __infer_variance__ = True

    def __init__(self, name, bound, constraints, default):
        _TypeParameter.__init__(self, name, default)
        self._bound = _Lazy(bound, None)
        self._constraints = _Lazy(constraints, ())

    @property
    def __bound__(self):
        """The upper bound of this type variable, or None."""
        return self._bound.get()

    @property
    def __constraints__(self):
        """The types it may be, or ()."""
        return self._constraints.get()

    def __typing_subst__(self, argument):
        return argument

    def __typing_prepare_subst__(self, alias, arguments):
        return arguments


class ParamSpec(_TypeParameter):
    """Parameter specification variable."""

    __slots__ = ()
    __module__ = 'typing'
    __init_subclass__ = _final
    __bound__ = None
    __covariant__ = __contravariant__ = False
    __infer_variance__ = True

    def __typing_subst__(self, argument):
        return tuple(argument) if isinstance(argument, list) else argument


class TypeVarTuple(_TypeParameter):
    """Type variable tuple."""

    __slots__ = ()
    __module__ = 'typing'
    __init_subclass__ = _final

    def __iter__(self):
        yield _Unpack(self)

    def __typing_subst__(self, argument):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')


class _Unpack:
    """*Ts: what a type variable tuple stands for, one after the other."""

    __slots__ = ('__origin__',)

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'typing.Unpack[{self.__origin__!r}]'

    def __eq__(self, other):
        return isinstance(other, _Unpack) and self.__origin__ is other.__origin__

    def __hash__(self):
        return hash(self.__origin__)


class TypeAliasType:
    """Type alias."""

    __module__ = 'typing'
    _joins_unions = True
    __slots__ = ('__name__', '__type_params__', '_value')
    __init_subclass__ = _final

    def __init__(self, name, parameters, value):
        self.__name__ = name
        self.__type_params__ = () if parameters is None else parameters
        self._value = _Lazy(value, None)

    @property
    def __value__(self):
        """What it is an alias of; evaluated when it is first asked for."""
        return self._value.get()

    @property
    def __parameters__(self):
        """Its type parameters, those of a tuple unpacked."""
        return tuple(_Unpack(p) if isinstance(p, TypeVarTuple) else p for p in self.__type_params__)

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return _GenericAlias(self, arguments)

    def __or__(self, other):
        return union_new(self, other)

    def __ror__(self, other):
        return union_new(other, self)

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    __module__ = 'typing'

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls is Generic:
            if not parameters:
                raise TypeError('Parameter list to Generic[...] cannot be empty')
            if len(set(parameters)) != len(parameters):
                raise TypeError('Parameters to Generic[...] must all be unique')
        return _GenericAlias(cls, parameters)

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        for base in cls.__dict__.get('__orig_bases__', ()):
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                cls.__parameters__ = tuple(p.__origin__ if isinstance(p, _Unpack) else p for p in base.__args__)


class Interpolation:
    """One interpolation of a template string."""

    __slots__ = ('value', 'expression', 'conversion', 'format_spec')
    __match_args__ = __slots__
    __module__ = 'string.templatelib'
    __init_subclass__ = _final

    def __init__(self, value, expression='', conversion=None, format_spec=''):
        if conversion not in (None, 's', 'r', 'a'):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        for name, given in zip(self.__slots__, (value, expression, conversion, format_spec)):
            object.__setattr__(self, name, given)

    def __setattr__(self, name, value):
        raise AttributeError('readonly attribute' if name in self.__slots__ else
                             f"'Interpolation' object has no attribute {name!r}")

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __repr__(self):
        return f'Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})'

    def __reduce__(self):
        return type(self), (self.value, self.expression, self.conversion, self.format_spec)


class Template:
    """What a template string (t'...') is: its strings and its interpolations, one more of the former."""

    __slots__ = ('strings', 'interpolations')
    __module__ = 'string.templatelib'
    __init_subclass__ = _final

    def __init__(self, *parts):
        strings, interpolations = [''], []
        for part in parts:
            if isinstance(part, str):
                strings[-1] += part
            elif isinstance(part, Interpolation):
                interpolations.append(part)
                strings.append('')
            else:
                raise TypeError(f"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {type(part).__name__}")
        object.__setattr__(self, 'strings', tuple(strings))
        object.__setattr__(self, 'interpolations', tuple(interpolations))

    def __setattr__(self, name, value):
        raise AttributeError('readonly attribute' if name in self.__slots__ else
                             f"'Template' object has no attribute {name!r}")

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    @property
    def values(self):
        """Values of interpolations"""
        return tuple(i.value for i in self.interpolations)

    def __iter__(self):
        for string, interpolation in zip(self.strings, self.interpolations):
            if string:
                yield string
            yield interpolation
        if self.strings[-1]:
            yield self.strings[-1]

    def __add__(self, other):
        if not isinstance(other, Template):
            raise TypeError(f'can only concatenate string.templatelib.Template (not "{type(other).__name__}") to string.templatelib.Template')
        return Template(*self, *other)

    def __radd__(self, other):
        raise TypeError(f'can only concatenate {type(other).__name__} (not "string.templatelib.Template") to {type(other).__name__}')

    def __repr__(self):
        return f'Template(strings={self.strings!r}, interpolations={self.interpolations!r})'

    def __reduce__(self):
        return type(self), tuple(self)


# What the instruction TYPEPARAM makes: see opcode.h.
_makers = (
    lambda name, bound, default, _: TypeVar(name, bound, None, default),
    lambda name, bound, default, _: ParamSpec(name, default),
    lambda name, bound, default, _: TypeVarTuple(name, default),
    lambda name, parameters, value, _: TypeAliasType(name, parameters, value),
    lambda parameters, *_: Generic[tuple(_Unpack(p) if isinstance(p, TypeVarTuple) else p for p in parameters)],
    lambda name, constraints, default, _: TypeVar(name, None, constraints, default),
    Interpolation,
    lambda parts, *_: Template(*parts),
)


def typing_make(sort, *parts):
    return _makers[sort](*parts)
