"""A collection, asked for by making garbage."""

import unittest

garbage, callbacks = [], []
DEBUG_SAVEALL = 32
collector = None  # the driver gives CPython's


def collect(generation=2):
    if collector:
        collector()
    else:
        for _ in range(3):
            [[i] for i in range(60000)]
    return 0


def enable():
    pass


def disable():
    pass


def isenabled():
    return True


def get_threshold():
    return 700, 10, 10


def set_threshold(*arguments):
    pass


def freeze():
    pass


unfreeze = freeze


def _unknown(*arguments):
    raise unittest.SkipTest('asks what the collector knows')


get_objects = get_referrers = get_referents = get_count = get_stats = is_tracked = is_finalized = _unknown
