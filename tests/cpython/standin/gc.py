"""Collections, and nothing else of what module gc tells and changes."""

import unittest

garbage, callbacks = [], []
DEBUG_SAVEALL = 32
collector = None  # the real one, from the driver


def collect(generation=2):
    collector()
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
