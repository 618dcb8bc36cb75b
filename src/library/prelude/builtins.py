# The Python halves of module builtins: what is rare, or a few lines of Python say best. This namespace is hidden from guests; natives
# find these functions by name (call_prelude).


def print_to(file, arguments, sep, end, flush):
    if sep is None:
        sep = ' '
    if end is None:
        end = '\n'
    first = True
    for argument in arguments:
        if first:
            first = False
        else:
            file.write(sep)
        file.write(str(argument))
    file.write(end)
    if flush:
        file.flush()


# ---- classes that are no types: whatever has a tuple __bases__

def _bases_of(cls):
    bases = getattr(cls, '__bases__', None)
    return bases if isinstance(bases, tuple) else None


def _abstract_subclass(derived, cls):
    while derived is not cls:
        bases = _bases_of(derived)
        if not bases:
            return False
        if len(bases) > 1:
            for base in bases:
                if _abstract_subclass(base, cls):
                    return True
            return False
        derived = bases[0]
    return True


def isinstance_abstract(instance, cls):
    if _bases_of(cls) is None:
        raise TypeError('isinstance() arg 2 must be a type, a tuple of types, or a union')
    icls = getattr(instance, '__class__', None)
    return icls is not None and _abstract_subclass(icls, cls)


def issubclass_abstract(derived, cls):
    if _bases_of(derived) is None:
        raise TypeError('issubclass() arg 1 must be a class')
    if _bases_of(cls) is None:
        raise TypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union')
    return _abstract_subclass(derived, cls)


# ---- dir

def _class_names(names, cls):
    own = getattr(cls, '__dict__', None)
    if own is not None:
        names.update(own)
    for base in getattr(cls, '__bases__', ()):
        _class_names(names, base)


def object_dir(self):
    names = {}
    own = getattr(self, '__dict__', None)
    if isinstance(own, dict):
        names.update(own)
    cls = getattr(self, '__class__', None)
    if cls is not None:
        _class_names(names, cls)
    return list(names)


def type_dir(self):
    names = {}
    for cls in type.mro(self):
        names.update(cls.__dict__)
    return list(names)


def dir_default(value):
    if isinstance(value, type):
        return type_dir(value)
    if isinstance(value, type(modules_dict()['sys'])):
        return value.__dir__()
    return object_dir(value)


def dir_mapping(mapping):
    keys = mapping.keys()
    try:
        names = iter(keys)
    except TypeError:
        raise TypeError(f'{type(mapping).__name__}.keys() returned a non-iterable (type {type(keys).__name__})') from None
    names = list(names)
    names.sort()
    return names


# ---- generic aliases

def alias_starred(origin, args):
    return next(iter(_generic_alias(origin, args)))


_generic_alias = builtin_type('generic_alias')


def alias_dir(alias, origin):
    names = dict.fromkeys(dir(origin))
    names.update(dict.fromkeys(('__args__', '__copy__', '__deepcopy__', '__mro_entries__', '__origin__', '__parameters__',
                                '__typing_unpacked_tuple_args__', '__unpacked__')))
    return list(names)


# ---- the rest

async def anext_default(iterator, default):
    try:
        return await type(iterator).__anext__(iterator)
    except StopAsyncIteration:
        return default


def union_make(left, right):
    return union_new(left, right)


def raise_exit(arguments):
    raise SystemExit(*arguments)


def remove_dead_weakref(mapping, key):
    reference = mapping.get(key)
    if reference is not None and reference() is None:
        del mapping[key]


def displayhook(value):
    if value is None:
        return
    builtins = builtins_dict()
    builtins['_'] = None
    text = repr(value)
    stream = modules_dict()['sys'].stdout
    stream.write(text)
    stream.write('\n')
    builtins['_'] = value


def excepthook(kind, value, tb):
    stream = getattr(modules_dict()['sys'], 'stderr', None)
    if stream is None:
        return
    if isinstance(value, BaseException):
        if isinstance(tb, traceback) and value.__traceback__ is None:
            value.__traceback__ = tb
        text = format_exception_text(value)
    else:
        text = f'TypeError: print_exception(): Exception expected for value, {type(value).__name__} found\n'
    stream.write(text)
    try:
        stream.flush()
    except Exception:
        pass


class Quitter:
    """What `exit` and `quit` are, also without the module site."""
    __module__ = '_sitebuiltins'

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'

    def __call__(self, code=None):
        raise SystemExit(code)


builtins_dict()['exit'] = Quitter('exit', 'Ctrl-D (i.e. EOF)')
builtins_dict()['quit'] = Quitter('quit', 'Ctrl-D (i.e. EOF)')
