#!/usr/bin/python3
"""Compiling speed: the installed standard library, in source bytes a second, Pyxis against CPython.

    bench/compile.py [--rounds N] [--pyxis PATH]

Both compile each file to bytecode in memory; what is compared is user and system time of whole processes, the median of interleaved rounds.
"""

import argparse
import pathlib
import statistics
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from run import ROOT, measure  # noqa: E402

CPYTHON = '''
import sys, warnings
warnings.simplefilter('ignore')
for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        source = file.read()
    try:
        compile(source, path, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError):
        pass
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--pyxis', default=ROOT / 'build/pyxis')
    options = parser.parse_args()
    library = pathlib.Path('/usr/lib/python3.11')
    paths = [str(p) for p in sorted(library.rglob('*.py')) if 'test' not in p.relative_to(library).parts]
    size = sum(pathlib.Path(p).stat().st_size for p in paths)
    commands = {'CPython': ['/usr/bin/python3', '-c', CPYTHON, *paths], 'Pyxis': [str(options.pyxis), 'check', *paths]}
    times = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            times[name].append(measure(command, quiet=True)[0])
    speed = {name: size / statistics.median(times[name]) / 1e6 for name in commands}
    print(f'compiling {len(paths)} files, {size / 1e6:.1f} MB: CPython {speed["CPython"]:.2f} MB/s, Pyxis {speed["Pyxis"]:.2f} MB/s, '
          f'{speed["Pyxis"] / speed["CPython"]:.1f} times as fast')


if __name__ == '__main__':
    main()
