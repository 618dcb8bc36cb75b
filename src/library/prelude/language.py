# The Python halves of instructions: what statements do when their fast path in the interpreter does not apply.


def display(value):
    modules_dict()['sys'].displayhook(value)


def import_from(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    owner = getattr(module, '__name__', '<unknown module name>')
    try:
        return modules_dict()[f'{owner}.{name}']
    except KeyError:
        pass
    path = getattr(module, '__file__', None)
    raise ImportError(f'cannot import name {name!r} from {owner!r} ({path or "unknown location"})', name=owner, path=path)


def import_star(module, namespace):
    names = getattr(module, '__all__', None)
    public = names is not None
    if not public:
        names = list(module.__dict__)
    for name in names:
        if not isinstance(name, str):
            where = '__all__' if public else '__dict__'
            what = 'Item' if public else 'Key'
            raise TypeError(f'{what} in {module.__name__}.{where} must be str, not {type(name).__name__}')
        if public or not name.startswith('_'):
            namespace[name] = getattr(module, name)


def setup_annotations(namespace):
    try:
        namespace['__annotations__']
    except KeyError:
        namespace['__annotations__'] = {}


# ---- match ---------------------------------------------------------------------------------------------------------


def _registered(cls, name):
    module = modules_dict().get('_collections_abc')
    return module is not None and issubclass(cls, getattr(module, name))


def _collection(cls):
    sequence = not issubclass(cls, (str, bytes, bytearray)) and _registered(cls, 'Sequence')
    mapping = _registered(cls, 'Mapping')
    if sequence and mapping:
        # What it was registered as counts, else the first class of the mro that is one of them.
        inherited = [found for found in map(_collection, cls.__mro__[1:]) if found]
        if 'sequence' not in inherited:
            return 'sequence'
        if 'mapping' not in inherited:
            return 'mapping'
        return inherited[0]
    return 'sequence' if sequence else 'mapping' if mapping else None


def match_sequence(subject):
    return _collection(type(subject)) == 'sequence'


def match_mapping(subject):
    return _collection(type(subject)) == 'mapping'


_missing = object()


def match_keys(subject, keys):
    seen = []
    values = []
    get = subject.get
    for key in keys:
        if key in seen:
            raise ValueError(f'mapping pattern checks duplicate key ({key!r})')
        seen.append(key)
        value = get(key, _missing)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)


def match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


_matches_self = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError('called match pattern must be a type')
    if not isinstance(subject, cls):
        return None
    found = []
    seen = []
    if count:
        positions = getattr(cls, '__match_args__', _missing)
        if positions is _missing:
            positions = ()
            if issubclass(cls, _matches_self):
                if count == 1:
                    found.append(subject)
                    count = 0
                else:
                    raise TypeError(f'{cls.__name__}() accepts 1 positional sub-pattern ({count} given)')
        elif type(positions) is not tuple:
            raise TypeError(f'{cls.__name__}.__match_args__ must be a tuple (got {type(positions).__name__})')
        if count > len(positions):
            plural = '' if len(positions) == 1 else 's'
            raise TypeError(f'{cls.__name__}() accepts {len(positions)} positional sub-pattern{plural} ({count} given)')
        for name in positions[:count]:
            if type(name) is not str:
                raise TypeError(f'__match_args__ elements must be strings (got {type(name).__name__})')
            if name in seen:
                raise TypeError(f'{cls.__name__}() got multiple sub-patterns for attribute {name!r}')
            seen.append(name)
            value = getattr(subject, name, _missing)
            if value is _missing:
                return None
            found.append(value)
    for name in names:
        if name in seen:
            raise TypeError(f'{cls.__name__}() got multiple sub-patterns for attribute {name!r}')
        seen.append(name)
        value = getattr(subject, name, _missing)
        if value is _missing:
            return None
        found.append(value)
    return tuple(found)


# ---- except* -----------------------------------------------------------------------------------------------------------


def match_star(exc, types):
    return exception_group_match(exc, types)


def merge_star(original, parts):
    return exception_group_merge(original, parts)


# ---- asynchronous iteration ----------------------------------------------------------------------------------------------


def async_iter(value):
    method = getattr(type(value), '__aiter__', None)
    if method is None:
        raise TypeError(f"'async for' requires an object with __aiter__ method, got {type(value).__name__}")
    iterator = method(value)
    if not hasattr(type(iterator), '__anext__'):
        raise TypeError("'async for' received an object from __aiter__ that does not implement __anext__: "
                        f'{type(iterator).__name__}')
    return iterator
