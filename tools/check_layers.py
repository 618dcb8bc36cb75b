#!/usr/bin/python3
"""Fails when a layer calls upwards, or when the core asks the system for anything that is not on a list.

    check_layers.py BUILD_DIRECTORY

A file may include headers of its own layer and of those below. A function that stands above may be called only through a header that
stands below and declares it: that is an interface which the upper layer fills in. The core's undefined symbols are held
against tools/core_symbols.txt: there is no system call among them.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# From the bottom up. Layers on one line may include one another's headers.
ORDER = [['cage'], ['syntax'], ['object'], ['compile'], ['vm'], ['library'], ['policy'], ['parcel'], ['host'], ['program']]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
CORE = ['cage', 'syntax', 'object', 'compile', 'vm', 'library', 'policy', 'parcel']

# (file, header): why it may look up.
EXCEPTIONS = {
    ('vm/registry.c', 'library/library.h'): 'the table of all natives is made here, of what every layer exports',
    ('vm/boot.c', 'library/library.h'): 'the template is filled from the list of modules',
}


def layer(path):
    return path.split('/')[0]


def check_includes():
    problems = []
    for file in sorted((ROOT / 'src').rglob('*.[ch]')):
        name = str(file.relative_to(ROOT / 'src'))
        mine = layer(name)
        for number, line in enumerate(file.read_text().split('\n'), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not found:
                continue
            header = found[1]
            if '/' not in header:
                if mine == 'program' and header not in ('program.h', 'pyxis.h'):
                    problems.append(f'src/{name}:{number}: the program uses pyxis.h and nothing else, not {header}')
                continue
            theirs = layer(header)
            if mine == 'program':
                problems.append(f'src/{name}:{number}: the program uses pyxis.h and nothing else, not {header}')
            elif theirs not in RANK:
                continue
            elif RANK[theirs] > RANK[mine] and (name, header) not in EXCEPTIONS:
                problems.append(f'src/{name}:{number}: layer {mine} includes {header}, which stands above it')
    return problems


def symbols(archive):
    """By object file: (defined, undefined)."""
    text = subprocess.run(['nm', '-A', archive], capture_output=True, text=True, check=True).stdout
    table = {}
    for line in text.split('\n'):
        found = re.match(r'.*?:(?:.*/)?([^:]+):\s*[0-9a-f]*\s+(\w)\s+(\S+)$', line)
        if found:
            defined, undefined = table.setdefault(found[1], (set(), set()))
            if found[2] not in 'wv':
                (undefined if found[2] == 'U' else defined).add(found[3])
    return table


def layer_of_object(name):
    found = re.match(r'src_([a-z]+)_', name)
    return found[1] if found else None


def declared_in(layers):
    text = ''
    for name in layers:
        for header in (ROOT / 'src' / name).rglob('*.h'):
            text += header.read_text()
    return set(re.findall(r'\w+', text))


def check_calls(table):
    problems = []
    home = {}
    for object_file, (defined, _) in table.items():
        for symbol in defined:
            home.setdefault(symbol, layer_of_object(object_file))
    words = {}
    for object_file, (_, undefined) in sorted(table.items()):
        mine = layer_of_object(object_file)
        if mine not in RANK:
            continue
        for symbol in sorted(undefined):
            theirs = home.get(symbol)
            if theirs is None or RANK.get(theirs, 0) <= RANK[mine]:
                continue
            if symbol.endswith(('_entries', '_modules', '_tables', '_info')) or symbol.startswith('library_'):
                continue  # tables of natives: data that the registry collects
            below = words.setdefault(mine, declared_in([n for n in RANK if RANK[n] <= RANK[mine]]))
            if symbol not in below:
                problems.append(f'{object_file}: layer {mine} calls {symbol} of layer {theirs}')
    return problems


def check_core(table):
    allowed = set((ROOT / 'tools/core_symbols.txt').read_text().split())
    defined = set().union(*(d for d, _ in table.values()))
    problems = []
    for object_file, (_, undefined) in sorted(table.items()):
        for symbol in sorted(undefined - defined):
            bare = symbol.split('@')[0]
            if bare not in allowed and not bare.startswith('__gmpn_'):
                problems.append(f'{object_file}: the core asks for {bare}, which is not in tools/core_symbols.txt')
    return problems


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else 'build')
    table = symbols(build / 'libpyxis-core.a')
    problems = check_includes() + check_calls(table) + check_core(table)
    for problem in problems:
        print(problem)
    print(f'layers: {len(problems)} problems')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
