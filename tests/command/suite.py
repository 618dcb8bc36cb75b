"""The `pyxis` command: exit statuses, options, freezing into files, what it tells."""

import json
import os
import pathlib
import re
import tempfile

from harness import CPYTHON, ROOT, difference, run

EVERY_BUILD = False

# name, arguments, standard input, status, standard output (or None: not looked at), pattern of the last line of standard error
CASES = [
    ('code', ['run', '-c', 'print("hello")'], '', 0, 'hello\n', ''),
    ('without the word run', ['-c', 'print(1)'], '', 0, '1\n', ''),
    ('standard input', ['run', '-'], 'print("from stdin")', 0, 'from stdin\n', ''),
    ('arguments', ['-c', 'import sys; print(sys.argv)', 'a', '--b', '-c'], '', 0, "['-c', 'a', '--b', '-c']\n", ''),
    ('__name__', ['-c', 'print(__name__)'], '', 0, '__main__\n', ''),
    ('an exception', ['-c', '1/0'], '', 1, '', 'ZeroDivisionError: division by zero'),
    ('a syntax error', ['-c', 'x = = 1'], '', 1, '', 'SyntaxError: invalid syntax'),
    ('exit 0', ['-c', 'import sys; sys.exit(0)'], '', 0, '', ''),
    ('exit None', ['-c', 'import sys; sys.exit()'], '', 0, '', ''),
    ('exit 7', ['-c', 'import sys; sys.exit(7)'], '', 7, '', ''),
    ('exit 256', ['-c', 'import sys; sys.exit(256)'], '', 0, '', ''),
    ('exit -1', ['-c', 'import sys; sys.exit(-1)'], '', 255, '', ''),
    ('exit with a message', ['-c', 'import sys; sys.exit("bye")'], '', 1, '', 'bye'),
    ('raise SystemExit', ['-c', 'raise SystemExit(3)'], '', 3, '', ''),
    ('no file', ['run', '/no/such/file.py'], '', 2, '', r"pyxis: can't open file '/no/such/file.py': .*"),
    ('a directory', ['run', '/tmp'], '', 2, '', r"pyxis: can't open file '/tmp': .*"),
    ('no target', ['run'], '', 2, '', "Try 'pyxis --help'."),
    ('an unknown option', ['run', '--colour', 'x', 'f.py'], '', 2, '', "Try 'pyxis --help'."),
    ('fuel that is no number', ['run', '--fuel', 'lots', '-c', ''], '', 2, '', "Try 'pyxis --help'."),
    ('memory that is no size', ['run', '--memory', '1T', '-c', ''], '', 2, '', "Try 'pyxis --help'."),
    ('an option without a value', ['run', '--fuel'], '', 2, '', "Try 'pyxis --help'."),
    ('freeze without image', ['run', '--freeze-after', '10', '-c', ''], '', 2, '', "Try 'pyxis --help'."),
    ('option=value', ['run', '--fuel=50000', '-c', 'while 1: pass'], '', 3, '', r'pyxis: ended: fuel at <string>:1 \(50000 of 50000 spent\)'),
    ('help', ['--help'], '', 0, None, ''),
    ('help of run', ['run', '--help'], '', 0, None, ''),
    ('version', ['--version'], '', 0, None, ''),
    ('thaw of nothing', ['thaw', '/no/such'], '', 2, '', r"pyxis: can't open file '/no/such': .*"),
    ('thaw of no image', ['thaw', '/bin/sh'], '', 2, '', r'pyxis: /bin/sh: this is not an image of a Pyxis isolate'),
    ('an empty program', ['-c', ''], '', 0, '', ''),
    ('no import of the host', ['-c', 'import os\nos.getcwd()'], '', 1, '', r'.*Error: .*'),
    ('no open', ['-c', 'open("/etc/passwd")'], '', 1, '', r'.*Error: .*'),
    ('standard error', ['-c', 'import sys; print("e", file=sys.stderr); sys.stdout.write("o")'], '', 0, 'o', 'e'),
]

TRACEBACK = '''\
def inner(values):
    return list(1 / v for v in values)


class Thing:
    def method(self, x):
        return inner(x) + undefined_name


def outer():
    try:
        Thing().method([1, 0])
    except ZeroDivisionError as error:
        raise ValueError("no: " + str(error)) from error


outer()
'''


def check_case(build, case):
    name, arguments, stdin, status, stdout, pattern = case
    full = f'command: {name}'
    got = run([build.pyxis, *arguments], stdin=stdin.encode(), timeout=20)
    if got.status != status:
        return full, f'status {got.status}, wanted {status}: {got.stderr[-500:].decode("utf-8", "replace")}'
    if stdout is not None and got.stdout.decode() != stdout:
        return full, difference('output', stdout, got.stdout)
    if not re.fullmatch(pattern, got.last_line):
        return full, f'last line {got.last_line!r} is not {pattern!r}'
    return full, None


def freezing(build, directory):
    """A chain of files, refused images, and what is left of limits."""
    image, env = os.path.join(directory, 'image'), {'XDG_STATE_HOME': directory}
    code = 'total = 0\nfor i in range(20000):\n    total += i\nprint(total)\n'

    def pyxis(*arguments, **keywords):
        return run([build.pyxis, *arguments], env={**env, **keywords}, timeout=20)

    got = pyxis('run', '--freeze-after', '20000', '--image', image, '-c', code)
    yield 'status 4 when frozen', None if got.status == 4 and not got.stdout else f'{got.status} {got.stdout} {got.stderr}'
    got = pyxis('thaw', image)
    yield 'thaw goes on', None if (got.status, got.stdout) == (0, b'199990000\n') else f'{got.status} {got.stdout} {got.stderr}'
    got = pyxis('thaw', image)
    yield 'thaw twice', None if (got.status, got.stdout) == (0, b'199990000\n') else f'{got.status} {got.stdout} {got.stderr}'
    data = bytearray(pathlib.Path(image).read_bytes())
    for place in (20, len(data) // 2, len(data) - 5):
        bad = bytearray(data)
        bad[place] ^= 1
        pathlib.Path(image + '.bad').write_bytes(bad)
        got = pyxis('thaw', image + '.bad')
        yield f'a changed byte at {place} is refused', None if got.status == 2 and b'damaged' in got.stderr else f'{got.status} {got.stderr}'
    pathlib.Path(image + '.bad').write_bytes(data[:len(data) // 2])
    got = pyxis('thaw', image + '.bad')
    yield 'half an image is refused', None if got.status == 2 else f'{got.status} {got.stderr}'
    other = os.path.join(directory, 'other')
    got = pyxis('thaw', image, XDG_STATE_HOME=other)
    yield 'another key is refused', None if got.status == 2 and b'another key' in got.stderr else f'{got.status} {got.stderr}'
    key = pathlib.Path(directory, 'pyxis/image.key')
    yield 'the key is private', None if key.stat().st_mode & 0o777 == 0o600 else oct(key.stat().st_mode)
    got = pyxis('run', '--fuel', '50000', '--freeze-after', '20000', '--image', image, '-c', 'while True: pass')
    got = pyxis('thaw', image)
    good = got.status == 3 and b'(50000 of 50000 spent)' in got.stderr
    yield 'limits go on', None if good else f'{got.status} {got.stderr}'


def report(build, directory):
    path = os.path.join(directory, 'report')
    got = run([build.pyxis, '--report', path, '-c', 'print("abc")'])
    with open(path) as file:
        figures = json.load(file)
    wanted = {'ended', 'fuel', 'fuel_schedule', 'memory_peak', 'memory_live', 'private_dirty', 'collections', 'output_bytes', 'place', 'float_profile'}
    if set(figures) != wanted:
        return f'keys: {sorted(set(figures) ^ wanted)}'
    if figures['ended'] != 'done' or figures['output_bytes'] != 4 or figures['fuel'] <= 0 or got.status:
        return str(figures)
    return None


def traceback(build, directory):
    path = os.path.join(directory, 'trace.py')
    pathlib.Path(path).write_text(TRACEBACK)
    wanted, got = run([CPYTHON, path]), run([build.pyxis, path])
    return difference('traceback', wanted.stderr, got.stderr) if wanted.stderr != got.stderr else None


def looking(build, directory):
    good, bad = os.path.join(directory, 'good.py'), os.path.join(directory, 'bad.py')
    pathlib.Path(good).write_text('def f(x):\n    return x + 1\n')
    pathlib.Path(bad).write_text('def f(:\n')
    got = run([build.pyxis, 'check', good])
    yield 'check of a good file', None if got.status == 0 and not got.stdout + got.stderr else f'{got.status} {got.stderr}'
    got = run([build.pyxis, 'check', bad, good])
    yield 'check of a bad file', None if got.status == 1 and b'SyntaxError' in got.stderr else f'{got.status} {got.stderr}'
    got = run([build.pyxis, 'dis', good])
    yield 'dis', None if got.status == 0 and b'RETURN' in got.stdout.upper() else f'{got.status} {got.stdout} {got.stderr}'


def test(build, count, filters):
    if filters:
        return
    count.all(CASES, lambda case: check_case(build, case))
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as directory:
        for group in (freezing, looking):
            for name, problem in group(build, directory):
                count.add(f'command: {name}', problem)
        count.add('command: report', report(build, directory))
        count.add('command: traceback', traceback(build, directory))
    count.add('command: the tour', tour(build))


def tour(build):
    got = run([CPYTHON, ROOT / 'examples/tour/tour.py', build.pyxis], timeout=60)
    return None if got.status == 0 else got.stderr[-800:].decode() + got.stdout[-800:].decode()
