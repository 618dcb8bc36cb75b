"""CPython's C interface is not there; what asks for it is skipped."""

import unittest


def _method(*arguments, **keywords):
    raise unittest.SkipTest('needs methods of _testcapi')


class MethInstance:
    pass


for _name in ('varargs', 'varargs_keywords', 'o', 'noargs', 'fastcall', 'fastcall_keywords'):
    globals()['meth_' + _name] = _method
    setattr(MethInstance, 'meth_' + _name, _method)
MethClass = MethStatic = MethInstance
