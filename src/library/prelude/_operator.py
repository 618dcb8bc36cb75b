make_module('_operator', {
    '__doc__': 'Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of '
               "Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y."})
