"""Each program of this folder runs under Pyxis and under CPython and must print the same and end the same way.

Compared are standard output, the exit status, and the last line of an uncaught exception's traceback. A program may say in its first lines

    # compare: traceback     the whole of standard error is compared
    # skip: why              it is not run

What CPython 3.11 does not know yet has its output in a file beside it, NAME.expected.
"""

import threading

from harness import CPYTHON, ROOT, Build, Outcome, difference, directive, programs, run

EVERY_BUILD = True
# A build with a collection at every safepoint, or with sanitizers, does not finish long programs in time.
MOST_FUEL = {'build-stress': 5_000_000, 'build-strict': 30_000_000, 'build-asan': 30_000_000}

expected, lock = {}, threading.Lock()


def oracle(path):
    """What CPython does, asked once in a run of the tests."""
    with lock:
        known = expected.get(path)
    if known is None:
        written = (ROOT / path).with_suffix('.expected')
        known = Outcome(0, written.read_bytes(), b'') if written.exists() else run([CPYTHON, ROOT / path])  # absolute, as CPython shows it in tracebacks
        with lock:
            expected[path] = known
    return known


def compare(path, wanted, got):
    if got.status == 'timeout':
        return 'it did not end within its time'
    if isinstance(got.status, int) and got.status < 0:
        return f'killed by signal {-got.status}\n{got.stderr[-1500:].decode("utf-8", "replace")}'
    if wanted.stdout != got.stdout:
        return difference('output', wanted.stdout, got.stdout) + (f'\n{got.exception[:300]}' if got.status != wanted.status else '')
    if wanted.status != got.status:
        return f'status: wanted {wanted.status}, got {got.status}\n{got.stderr[-600:].decode("utf-8", "replace")}'
    if wanted.status and wanted.exception != got.exception: # a run that went well may have told warnings
        return difference('exception', wanted.exception, got.exception)
    if directive(path, 'compare') == 'traceback' and wanted.stderr != got.stderr:
        return difference('traceback', wanted.stderr, got.stderr)
    return None


fuel = {}


def fuel_of(path):
    """What a program takes in the plain build; 0 where there is none."""
    if path not in fuel:
        plain = Build('build')
        _, report = plain.run(ROOT / path, report=True) if plain.pyxis.exists() else (None, None)
        fuel[path] = report['fuel'] if report else 0
    return fuel[path]


def test(build, count, filters, stack=None):
    most = MOST_FUEL.get(build.directory.name)
    suffix = f' [{build.directory.name}{", small stack" if stack else ""}]'
    timeout = 60 if not most else 240

    def check(path):
        name = f'{path}{suffix}'
        why = directive(path, 'skip')
        if why is not None:
            return name, f'skip: {why}'
        if most and fuel_of(path) > most:
            return name, 'skip: too long for this build'
        got, report = build.run(ROOT / path, report=True, timeout=timeout, stack=stack)
        if report and not most:
            fuel[path] = report['fuel']
        problem = compare(path, oracle(path), got)
        return name, problem, {'programs run': 1}

    count.all(programs_without_suite(filters), check)


def programs_without_suite(filters):
    return [p for p in programs(filters) if p.name != 'suite.py']
