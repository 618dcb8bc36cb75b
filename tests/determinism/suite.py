"""Determinism: the same program spends the same, collects as often, and prints the same, whatever runs it.

Ten runs, with and without randomised addresses; and across builds: another compiler, inline caches off.
"""

from harness import directive, difference, programs, run

EVERY_BUILD = False
RUNS = 10
SAME = ('ended', 'fuel', 'collections', 'memory_peak', 'memory_live', 'output_bytes', 'place', 'private_dirty')


def chosen(filters):
    return [p for p in programs(filters) if p.name != 'suite.py' and directive(p, 'skip') is None]


def observe(build, path, fixed_addresses=False):
    import json
    import os
    import tempfile
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as directory:
        report = os.path.join(directory, 'report.json')
        prefix = ['setarch', '-R'] if fixed_addresses else []
        outcome = run([*prefix, build.pyxis, 'run', '--report', report, path])
        try:
            with open(report) as file:
                return outcome, json.load(file)
        except (OSError, ValueError):
            return outcome, None


def compare(first, second, keys=SAME):
    (a, report_a), (b, report_b) = first, second
    if report_a is None or report_b is None:
        return f'no report: status {a.status} and {b.status}'
    if a.stdout != b.stdout:
        return difference('output', a.stdout, b.stdout)
    for key in keys:
        if report_a[key] != report_b[key]:
            return f'{key}: {report_a[key]} and {report_b[key]}'
    return None


def test(build, count, filters):
    """Every fifth program ten times, half of them at fixed addresses."""
    def check(path):
        first = observe(build, path)
        for i in range(1, RUNS):
            problem = compare(first, observe(build, path, fixed_addresses=i % 2 == 0))
            if problem:
                return f'{path} [ten runs]', problem
        return f'{path} [ten runs]', None, {'determinism runs': RUNS}

    count.all(chosen(filters)[::1 if filters else 5], check)


def across(builds, count, filters):
    """The first build against each other one that computes the same: not those that collect or stop on purpose."""
    others = [b for b in builds[1:] if b.directory.name not in ('build-stress',)]

    def check(case):
        path, other = case
        name = f'{path} [{builds[0].directory.name} = {other.directory.name}]'
        first = observe(builds[0], path)
        if first[1] and first[1]['fuel'] > 5_000_000:
            return name, 'skip: too long'
        # Where there are no inline caches, the pages of their tables stay untouched.
        keys = [k for k in SAME if k != 'private_dirty' or '-Dcaches=false' not in other.options]
        return name, compare(first, observe(other, path), keys)

    count.all([(path, other) for path in chosen(filters) for other in others], check)
