# Module _functools: what of it is said better in Python.


def partial_repr(self):
    cls = type(self)
    parts = [repr(self.func)]
    parts += [repr(value) for value in self.args]
    parts += [f'{key!s}={value!r}' for key, value in list(self.keywords.items())]
    name = 'functools.partial' if cls is partial else cls.__name__
    return f"{name}({', '.join(parts)})"


make_module('_functools', {'partial': partial})
