# Module _operator: what of it is said better in Python.


def getter_repr(name, parts):
    return f"operator.{name}({', '.join([repr(part) for part in parts])})"


make_module('_operator', {
    'itemgetter': builtin_type('operator_itemgetter'), 'attrgetter': builtin_type('operator_attrgetter'),
    '__doc__': 'Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of '
               "Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y."})
