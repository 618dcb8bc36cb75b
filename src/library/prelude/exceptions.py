# What exception groups do (PEP 654): split, subgroup, and the two halves of except*.


def _group_condition(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda exc: isinstance(exc, condition)
    if isinstance(condition, tuple):
        for item in condition:
            if not (isinstance(item, type) and issubclass(item, BaseException)):
                break
        else:
            return lambda exc: isinstance(exc, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError("expected a function, exception type or tuple of exception types")


def _group_like(group, exceptions):
    if not exceptions:
        return None
    part = group.derive(exceptions)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    part.__traceback__ = group.__traceback__
    part.__context__ = group.__context__
    part.__cause__ = group.__cause__
    part.__suppress_context__ = group.__suppress_context__
    notes = getattr(group, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        part.__notes__ = list(notes)
    return part


def _group_split(exc, matches, want_rest):
    if matches(exc):
        return exc, None
    if not isinstance(exc, BaseExceptionGroup):
        return None, exc
    matching = []
    rest = []
    for inner in exc.exceptions:
        yes, no = _group_split(inner, matches, want_rest)
        if yes is not None:
            matching.append(yes)
        if no is not None and want_rest:
            rest.append(no)
    return _group_like(exc, matching), _group_like(exc, rest) if want_rest else None


def exception_group_split(group, condition):
    return _group_split(group, _group_condition(condition), True)


def exception_group_subgroup(group, condition):
    return _group_split(group, _group_condition(condition), False)[0]


# except* types: -> (the part that matches or None, the rest or None)
def exception_group_match(exc, types):
    for item in types if isinstance(types, tuple) else (types,):
        if not (isinstance(item, type) and issubclass(item, BaseException)):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(item, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(exc, types):
        if isinstance(exc, BaseExceptionGroup):
            return exc, None
        wrapped = BaseExceptionGroup("", (exc,))
        wrapped.__traceback__ = exc.__traceback__
        return wrapped, None
    if isinstance(exc, BaseExceptionGroup):
        return exception_group_split(exc, types)
    return None, exc


def _group_leaves(exc, ids):
    if exc is None:
        return
    if isinstance(exc, BaseExceptionGroup):
        for inner in exc.exceptions:
            _group_leaves(inner, ids)
    else:
        ids.add(id(exc))


# After the last except*: what is to be raised, from the exception that was there and those raised or left over since.
def exception_group_merge(original, parts):
    parts = [part for part in parts if part is not None]
    if not parts:
        return None
    if not isinstance(original, BaseExceptionGroup):
        # A naked exception: it was wrapped only for the clauses. Left over, it is raised as it was.
        for part in parts:
            if part is original:
                return original
        return parts[0] if len(parts) == 1 else BaseExceptionGroup("", parts)
    raised = []
    left = []
    for part in parts:
        same = part.__traceback__ is original.__traceback__ and part.__cause__ is original.__cause__
        same = same and part.__context__ is original.__context__ and isinstance(part, BaseExceptionGroup)
        if part is original or same:  # notes are not looked at, as in CPython 3.11
            left.append(part)
        else:
            raised.append(part)
    again = None
    if left:
        ids = set()
        for part in left:
            _group_leaves(part, ids)
        again = _group_split(original, lambda exc: id(exc) in ids, False)[0]
    if not raised:
        return again
    if again is not None:
        raised.append(again)
    return BaseExceptionGroup("", raised)
