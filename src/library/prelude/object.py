# What `object` does in Python: dir, copying and pickling (PEP 307), the message about abstract methods.


def object_abstract_error(cls):
    names = sorted(cls.__abstractmethods__)
    raise TypeError(
        f"Can't instantiate abstract class {cls.__name__} with abstract method{'s' if len(names) > 1 else ''} {', '.join(names)}"
    )


def _class_names(cls, names):
    space = getattr(cls, "__dict__", None)
    if space is not None:
        names.update(dict.fromkeys(space))
    bases = getattr(cls, "__bases__", None)
    if bases is not None:
        for base in bases:
            _class_names(base, names)


def object_dir(self):
    names = {}
    if isinstance(self, type):
        _class_names(self, names)
        return list(names)
    own = getattr(self, "__dict__", None)
    if isinstance(own, dict):
        names.update(dict.fromkeys(own))
    cls = getattr(self, "__class__", None)
    if cls is not None:
        _class_names(cls, names)
    return list(names)


def object_getstate(self, required):
    cls = type(self)
    if required and not _is_plain_instance(self):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    state = getattr(self, "__dict__", None)
    if isinstance(state, dict):
        state = dict(state) if state else None
    else:
        state = None
    from copyreg import _slotnames

    slots = {}
    for name in _slotnames(cls):
        try:
            slots[name] = getattr(self, name)
        except AttributeError:
            pass
    if slots:
        return state, slots
    return state


def object_reduce(self, protocol):
    if protocol < 2:
        from copyreg import _reduce_ex

        return _reduce_ex(self, protocol)
    import copyreg

    cls = type(self)
    arguments = None
    keywords = None
    getnewargs_ex = lookup_special(self, "__getnewargs_ex__")
    getnewargs = None if getnewargs_ex is not None else lookup_special(self, "__getnewargs__")
    if getnewargs_ex is not None:
        both = getnewargs_ex()
        if not isinstance(both, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(both).__name__}'")
        if len(both) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(both)}")
        arguments, keywords = both
        if not isinstance(arguments, tuple):
            raise TypeError(
                f"first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{type(arguments).__name__}'"
            )
        if not isinstance(keywords, dict):
            raise TypeError(
                f"second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{type(keywords).__name__}'"
            )
    elif getnewargs is not None:
        arguments = getnewargs()
        if not isinstance(arguments, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(arguments).__name__}'")
    is_list = isinstance(self, list)
    is_dict = isinstance(self, dict)
    if keywords:
        maker = copyreg.__newobj_ex__
        made_of = (cls, arguments, keywords)
    else:
        maker = copyreg.__newobj__
        made_of = (cls,) + (arguments or ())
    getstate = self.__getstate__
    if getstate == object.__getstate__.__get__(self):
        state = object_getstate(self, arguments is None and not is_list and not is_dict)
    else:
        state = getstate()
    return maker, made_of, state, iter(self) if is_list else None, iter(self.items()) if is_dict else None


def object_reduce_ex(self, protocol):
    reduce = getattr(self, "__reduce__", None)
    if reduce is not None and type(self).__reduce__ is not object.__reduce__:
        return reduce()
    return object_reduce(self, protocol)
