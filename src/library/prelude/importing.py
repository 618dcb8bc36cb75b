# import: what __import__ does when the module is not simply there, as importlib._bootstrap words it. Modules come from sys.modules
# alone: all that an isolate may import stands in its template.


def _package_of(namespace):
    package = namespace.get('__package__')
    spec = namespace.get('__spec__')
    if package is not None:
        return package
    if spec is not None:
        return spec.parent
    package = namespace['__name__']
    if '__path__' not in namespace:
        package = package.rpartition('.')[0]
    return package


def _find(name, library):
    modules = modules_dict()
    try:
        module = modules[name]
    except KeyError:
        pass
    else:
        if module is None:
            raise ModuleNotFoundError(f'import of {name} halted; None in sys.modules', name=name)
        parent, _, child = name.rpartition('.')
        if parent and parent in modules and not hasattr(modules[parent], child):
            setattr(modules[parent], child, module)
        return module
    if library and name in stand_ins:
        return stand_ins[name]
    parent = name.rpartition('.')[0]
    if parent:
        module = _find(parent, library)
        if name in modules:
            return modules[name]
        if not hasattr(module, '__path__'):
            raise ModuleNotFoundError(f'No module named {name!r}; {parent!r} is not a package', name=name)
    raise ModuleNotFoundError(f'No module named {name!r}', name=name)


def _from_list(module, names, recursive=False):
    for name in names:
        if not isinstance(name, str):
            where = module.__name__ + '.__all__' if recursive else "``from list''"
            raise TypeError(f"Item in {where} must be str, not {type(name).__name__}")
        if name == '*':
            if not recursive and hasattr(module, '__all__'):
                _from_list(module, module.__all__, True)
        elif not hasattr(module, name):
            child = modules_dict().get(f'{module.__name__}.{name}')
            if child is not None:
                setattr(module, name, child)
    return module


def import_name(name, namespace, names, level, library):
    if level < 0:
        raise ValueError('level must be >= 0')
    if level:
        if namespace is None:
            raise KeyError("'__name__' not in globals")
        package = _package_of(namespace)
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
        parts = package.rsplit('.', level - 1)
        if len(parts) < level:
            raise ImportError('attempted relative import beyond top-level package')
        absolute = f'{parts[0]}.{name}' if name else parts[0]
    else:
        if not name:
            raise ValueError('Empty module name')
        absolute = name
    module = _find(absolute, library)
    if not names:
        if not level:
            return _find(name.partition('.')[0], library)
        if not name:
            return module
        cut = len(name) - len(name.partition('.')[0])
        return modules_dict()[module.__name__[:len(module.__name__) - cut]]
    if hasattr(module, '__path__'):
        return _from_list(module, names)
    return module
