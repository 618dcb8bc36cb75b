"""What is pickled is skipped."""

import unittest

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def dumps(*arguments, **keywords):
    raise unittest.SkipTest("No module named 'pickle'")


dump = load = loads = Pickler = Unpickler = _dumps = _loads = dumps
