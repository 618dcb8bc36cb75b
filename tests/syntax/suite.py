"""`pyxis check` on every file of the installed standard library, against what CPython's compile() says of it.

No file may be refused that CPython compiles. Of those that CPython refuses, message and line are the same in at least 95 of 100.
"""

import pathlib
import re

from harness import CPYTHON, JOBS, run

EVERY_BUILD = False
LIBRARY = pathlib.Path('/usr/lib/python3.11')
SAME_AT_LEAST = 0.95

ORACLE = r'''
import subprocess, sys, warnings
warnings.simplefilter('ignore')
for path in sys.stdin.read().split('\n'):
    try:
        with open(path, 'rb') as file:
            compile(file.read(), path, 'exec', dont_inherit=True)
        print(repr((path, None)))
    except SyntaxError as e:
        message = e.msg
        if message.startswith("(unicode error) 'utf-8'"):  # of a file, the message says that it is one
            message = subprocess.run([sys.executable, path], capture_output=True, text=True).stderr.strip().partition(': ')[2]
        print(repr((path, (type(e).__name__, message, e.lineno))))
    except Exception as e:
        print(repr((path, (type(e).__name__, str(e), None))))
'''


def oracle(paths):
    got = run([CPYTHON, '-c', ORACLE], stdin='\n'.join(map(str, paths)).encode(), timeout=300)
    return dict(eval(line) for line in got.stdout.decode().splitlines())


def refused(build, paths):
    """By path: (exception, message, line), as `pyxis check` tells it."""
    got = run([build.pyxis, 'check', *paths], timeout=300)
    found, path, line = {}, None, None
    for text in got.stderr.decode('utf-8', 'replace').splitlines():
        place = re.match(r'  File "(.*)", line (\d+)$', text)
        if place:
            path, line = place[1], int(place[2])
            continue
        message = re.match(r'(\w+(?:Error|Exception|Warning)): (.*)$', text)
        if message and path:
            found[path] = (message[1], message[2], line)
            path = None
    return found, got


def test(build, count, filters):
    paths = [p for p in sorted(LIBRARY.rglob('*.py')) if not filters or any(f in str(p) for f in filters)]
    wanted, told = {}, {}
    for i in range(0, len(paths), 400):
        wanted.update(oracle(paths[i:i + 400]))
        found, got = refused(build, paths[i:i + 400])
        if got.status not in (0, 1):
            count.add(f'check of {paths[i]} and on', f'status {got.status}: {got.stderr[-1000:].decode("utf-8", "replace")}')
        told.update(found)
    same = differing = 0
    for path in map(str, paths):
        if wanted[path] is None:
            count.add(f'check {path}', told.get(path) and f'refused: {told[path]}')
            continue
        kind, message, line = wanted[path]
        if told.get(path) == (kind, message, line if line is not None else told[path][2]):
            same += 1
        else:
            differing += 1
            if count.verbose:
                print(f'differs {path}: wanted {wanted[path]}, got {told.get(path)}')
            if path not in told:
                count.add(f'check {path}', f'not refused: CPython says {wanted[path]}')
    total = same + differing
    count.add('messages of files that CPython refuses',
              None if not total or same >= total * SAME_AT_LEAST else f'only {same} of {total} are the same',
              {'standard library files compiled': len(paths) - total, 'files refused as CPython refuses them': same})
