"""CPython's C interface is not there; what asks for it is skipped."""

import unittest


class Missing(unittest.SkipTest, ImportError):
    pass


def _method(*arguments, **keywords):
    raise Missing('needs methods of _testcapi')


class MethInstance:
    pass


for _name in ('varargs', 'varargs_keywords', 'o', 'noargs', 'fastcall', 'fastcall_keywords'):
    globals()['meth_' + _name] = _method
    setattr(MethInstance, 'meth_' + _name, _method)
MethClass = MethStatic = MethInstance


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    raise Missing(f'needs _testcapi.{name}')
