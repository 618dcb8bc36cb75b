#!/usr/bin/python3
"""The tour that `make run` plays: four short programs, and what each of them cost.

    tour.py PATH_TO_PYXIS
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYXIS = os.path.abspath(sys.argv[1])


def title(number, text):
    print(f'\n\033[1m{number}. {text}\033[0m' if sys.stdout.isatty() else f'\n{number}. {text}')


def say(text):
    print(text, flush=True)


def pyxis(directory, *arguments, quiet=False):
    """Runs pyxis, prints what it prints, and answers (status, output, errors, report)."""
    report = os.path.join(directory, 'report.json')
    command, *rest = arguments
    say('    $ pyxis ' + ' '.join(a.replace(directory + '/', '').replace(str(HERE), 'examples/tour') for a in arguments))
    environment = dict(os.environ, XDG_STATE_HOME=directory)
    done = subprocess.run([PYXIS, command, '--report', report, *rest], capture_output=True, text=True, env=environment)
    if not quiet:
        for line in (done.stdout + done.stderr).splitlines():
            say('    ' + line.replace(str(HERE), 'examples/tour'))
    with open(report) as file:
        return done.returncode, done.stdout, done.stderr, json.load(file)


def cost(status, report):
    say(f'  status {status}; ended: {report["ended"]}; it cost {report["fuel"]:,} fuel and at most '
        f'{report["memory_peak"] / 1024:,.0f} KB, {report["private_dirty"] / 1024:.0f} KB of pages that are its own at the end, '
        f'{report["collections"]} collections')


def must(condition, what):
    if not condition:
        say(f'\nThe tour found something wrong: {what}')
        sys.exit(1)


def main():
    with tempfile.TemporaryDirectory(prefix='pyxis-tour-') as directory:
        title(1, 'An ordinary program of 200 lines, a small Lisp, runs to its end in its cage.')
        status, output, errors, report = pyxis(directory, 'run', str(HERE / 'lisp.py'))
        cost(status, report)
        must(status == 0, errors)
        python = subprocess.run(['/usr/bin/python3', str(HERE / 'lisp.py')], capture_output=True, text=True)
        must(output == python.stdout, 'CPython prints something else')
        say('  CPython prints the same.')

        title(2, 'A program that loops for ever and catches everything is stopped by its budget of fuel.')
        status, output, errors, report = pyxis(directory, 'run', '--fuel', '20000000', str(HERE / 'forever.py'))
        cost(status, report)
        must(status == 3 and report['ended'] == 'fuel' and not output, 'it was not stopped by its fuel')

        title(3, 'A program that eats memory is stopped by its limit; nothing else is.')
        status, output, errors, report = pyxis(directory, 'run', '--memory', '16M', str(HERE / 'hungry.py'))
        cost(status, report)
        must(status == 3 and report['ended'] == 'memory', 'it was not stopped by its memory')

        title(4, 'A program is frozen in the middle: in a generator that a generator delegates to, in a comparison that a '
              'sort calls.\n   Another process continues it.')
        say('  First in one piece:')
        status, whole, errors, report = pyxis(directory, 'run', str(HERE / 'middle.py'))
        cost(status, report)
        must(status == 0, errors)
        fuel = report['fuel']
        image = os.path.join(directory, 'middle.image')
        say('  Now frozen after half of that:')
        status, first, errors, report = pyxis(directory, 'run', '--freeze-after', str(fuel // 2), '--image', image, str(HERE / 'middle.py'))
        must(status == 4, errors)
        place = report['place']
        say(f'  status {status}; ended: {report["ended"]} at line {place["line"]} after {report["fuel"]:,} fuel; the image has '
            f'{os.path.getsize(image):,} bytes')
        say('  And continued by a new process:')
        status, second, errors, report = pyxis(directory, 'thaw', image)
        cost(status, report)
        must(status == 0 and first + second == whole and report['fuel'] == fuel, 'the two halves differ from the whole')
        say(f'  The same output, and the same total of fuel: {fuel:,}.')
    say('\nThat was the tour. Try: build/pyxis --help')


if __name__ == '__main__':
    main()
