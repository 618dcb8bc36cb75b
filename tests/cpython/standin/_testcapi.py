"""CPython's C interface is not there; what asks for it is skipped."""

import unittest


class Missing(unittest.SkipTest, ImportError):
    pass


class MethInstance:
    pass


class MethClass:
    pass


class MethStatic:
    pass


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    raise Missing(f'needs _testcapi.{name}')
