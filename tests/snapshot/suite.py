"""Freezing: every program of tests/language is frozen at 50 points, each time thawed in a fresh process.

The whole chain must print what one run prints, and end the same way, with the same fuel and the same number of
collections.
"""

import json
import os
import tempfile

from harness import directive, difference, programs, run

EVERY_BUILD = False
POINTS = 50
SAME = ('ended', 'fuel', 'collections', 'memory_peak', 'memory_live', 'output_bytes', 'place')


def step(build, arguments, directory):
    report = os.path.join(directory, 'report.json')
    outcome = run([build.pyxis, *arguments[:1], '--report', report, *arguments[1:]], env={'XDG_STATE_HOME': directory})
    try:
        with open(report) as file:
            return outcome, json.load(file)
    except (OSError, ValueError):
        return outcome, None


def chain(build, path, points, directory):
    """Runs it, frozen at each point. Answers (status, stdout, stderr, report, freezes)."""
    image = os.path.join(directory, 'image')
    arguments, stdout, stderr, freezes = ['run', path], b'', b'', 0
    for point in [*points, None]:
        stop = [] if point is None else ['--freeze-after', str(point), '--image', image]
        outcome, report = step(build, [arguments[0], *stop, *arguments[1:]], directory)
        stdout += outcome.stdout
        stderr += outcome.stderr
        if outcome.status != 4:
            break
        freezes += 1
        arguments = ['thaw', image]
    return outcome.status, stdout, stderr, report, freezes


def compare(whole, report, parts):
    status, stdout, stderr, last, freezes = parts
    if stdout != whole.stdout:
        return difference('output', whole.stdout, stdout) + '\n' + stderr.decode('utf-8', 'replace')[-300:]
    if status != whole.status:
        return f'status: wanted {whole.status}, got {status}: {stderr.decode("utf-8", "replace")[-600:]}'
    if stderr != whole.stderr:
        return difference('standard error', whole.stderr, stderr)
    for key in SAME:
        if last is None or last[key] != report[key]:
            return f'{key}: wanted {report[key]}, got {last and last[key]}'
    return None


def test(build, count, filters):
    def check(path):
        name = f'{path} [frozen]'
        if directive(path, 'skip') is not None:
            return name, 'skip: the program is skipped'
        with tempfile.TemporaryDirectory(prefix='pyxis-test-') as directory:
            whole, report = step(build, ['run', path], directory)
            if report is None or whole.status == 'timeout':
                return name, 'skip: no report of the whole run'
            points = sorted({report['fuel'] * i // (POINTS + 1) for i in range(1, POINTS + 1)} - {0})
            parts = chain(build, path, points, directory)
            problem = compare(whole, report, parts)
            if problem:
                problem += '\n' + first_bad_point(build, path, points, directory, whole, report)
            return name, problem, {'freezes': parts[4]}

    count.all([p for p in programs(filters) if p.name != 'suite.py'], check)


def first_bad_point(build, path, points, directory, whole, report):
    """The first point at which a single freeze shows the fault; not every fault shows in one."""
    for point in points:
        if compare(whole, report, chain(build, path, [point], directory)):
            return f'also when frozen once, after {point} fuel'
    return 'no single freeze shows it'
