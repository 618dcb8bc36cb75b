# What could complete a name at a prompt.

def complete(text, names):
    """Names that begin with text, a name or a dotted expression; sorted."""
    expression, dot, start = text.rpartition('.')
    if not dot:
        found = {name: names[name] for name in names if isinstance(name, str)}
        for name, value in builtins_dict().items():
            found.setdefault(name, value)
        matches = {name + ('(' if callable(value) else '') for name, value in found.items() if _completes(name, start)}
        matches.update(word + _after_keyword(word) for word in _keywords if _completes(word, start))
        return sorted(matches)
    first, *rest = expression.split('.')
    owner = names[first] if first in names else builtins_dict().get(first, _nothing)
    for name in rest:
        owner = getattr(owner, name, _nothing)
    if owner is _nothing:
        return []
    matches = set()
    for name in dir(owner):
        if isinstance(name, str) and _completes(name, start):
            computed = isinstance(getattr(type(owner), name, None), property)
            matches.add(f"{expression}.{name}{'(' if not computed and callable(getattr(owner, name, None)) else ''}")
    return sorted(matches)


_nothing = object()
_keywords = ('False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else',
             'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise',
             'return', 'try', 'while', 'with', 'yield', 'match', 'case', 'type')


def _completes(name, start):
    """Private names only when they are asked for."""
    return name.startswith(start) and (bool(start) or not name.startswith('_'))


def _after_keyword(word):
    if word in ('finally', 'try', 'else'):
        return ':'
    return '' if word in ('False', 'None', 'True', 'break', 'continue', 'pass', 'lambda', 'return') else ' '
