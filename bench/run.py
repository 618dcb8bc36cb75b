#!/usr/bin/python3
"""Runs a folder of programs on Pyxis, CPython and PyPy, side by side.

    bench/run.py [--rounds N] [--folder DIR] [--pyxis PATH] [--json FILE] [WORD...]

The rounds are interleaved, so that a machine that is busy for a while is so for all. What is compared is user and system time, the median
of the rounds; the ratio is to CPython's; output must be the same. WORDs choose programs whose names contain one of them.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def measure(command, quiet=False):
    """Runs a command, `quiet`: without its standard error. Answers (user and system seconds, output, status)."""
    with tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            if quiet:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os.environ['PYTHONHASHSEED'] = '0'
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        _, status, usage = os.wait4(child, 0)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, out.read(), os.waitstatus_to_exitcode(status)


def geometric_mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else float('nan')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rounds', type=int, default=9)
    parser.add_argument('--folder', default=ROOT / 'bench/programs', type=pathlib.Path)
    parser.add_argument('--pyxis', default=ROOT / 'build/pyxis')
    parser.add_argument('--json', help='also write the figures to this file')
    parser.add_argument('words', nargs='*')
    options = parser.parse_args()

    runners = {'CPython': ['/usr/bin/python3'], 'Pyxis': [str(options.pyxis), 'run', '--fuel', 'none', '--memory', '1G']}
    if shutil.which('pypy3'):
        runners['PyPy'] = ['pypy3']
    programs = [p for p in sorted(options.folder.glob('*.py')) if not options.words or any(w in p.name for w in options.words)]
    times = {(p, r): [] for p in programs for r in runners}
    wrong = {}
    for round_number in range(options.rounds):
        print(f'\rround {round_number + 1} of {options.rounds} ', end='', file=sys.stderr, flush=True)
        for program in programs:
            wanted = None
            for runner, command in runners.items():
                seconds, output, status = measure([*command, str(program)], quiet=runner == 'PyPy')
                wanted = output if wanted is None else wanted
                if status or output != wanted:
                    wrong[program, runner] = f'status {status}' if status else 'other output'
                times[program, runner].append(seconds)
    print('\r' + ' ' * 30 + '\r', end='', file=sys.stderr)

    others = [r for r in runners if r != 'CPython']
    print(f'{"program":<12}{"CPython":>10}' + ''.join(f'{r:>10}{"ratio":>8}' for r in others))
    ratios = {r: [] for r in others}
    figures = {}
    for program in programs:
        median = {r: statistics.median(times[program, r]) for r in runners}
        line = f'{program.stem:<12}{median["CPython"]:>8.3f} s'
        for r in others:
            if (program, r) in wrong:
                line += f'{wrong[program, r]:>18}'
                continue
            ratio = median[r] / median['CPython']
            ratios[r].append(ratio)
            line += f'{median[r]:>8.3f} s{ratio:>8.2f}'
        figures[program.stem] = {r: median[r] for r in runners}
        print(line)
    print(f'{"geometric mean":<22}' + ''.join(f'{"":>10}{geometric_mean(ratios[r]):>8.2f}' for r in others))
    if options.json:
        with open(options.json, 'w') as file:
            json.dump({'seconds': figures, 'geometric_mean': {r: geometric_mean(ratios[r]) for r in others}}, file, indent=2)
    for (program, runner), why in wrong.items():
        print(f'{program.stem} on {runner}: {why}')
    return 1 if any(runner != 'PyPy' for _, runner in wrong) else 0  # PyPy may speak an older Python


if __name__ == '__main__':
    sys.exit(main())
