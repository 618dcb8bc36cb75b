"""A clock that goes on by a millisecond whenever it is read."""

_now = 1_600_000_000.0


def time():
    global _now
    _now += 0.001
    return _now


monotonic = perf_counter = process_time = time


def time_ns():
    return int(time() * 1e9)


monotonic_ns = perf_counter_ns = time_ns


def sleep(seconds):
    global _now
    _now += seconds
