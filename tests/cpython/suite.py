"""CPython's own tests, of the modules in modules.txt, with a stand-in for unittest and for what else a program without files lacks.

Each module runs on CPython and on Pyxis as one program: standin/driver.py, with the modules that it is to make in front of it. What passes
on CPython passes on Pyxis too, or stands in expected-failures.txt with the reason; what stands there and passes fails, so that the list
stays true. A case whose reason there starts with `ends the run` runs alone.
"""

import ast
import concurrent.futures
import functools
import pathlib
import re
import sys
import tokenize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness import CPYTHON, JOBS, Build, run  # noqa: E402

EVERY_BUILD = False
HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = pathlib.Path('/usr/lib/python3.11')
TIMEOUT = 600
LIMITS = '--fuel', 'none', '--memory', '1G', '--output', '64M'

ALWAYS = 'unittest', 'doctest', 're', 'gc', 'test.support'
# Modules of the standard library that run from their own source as long as Pyxis has none of its own.
FROM_SOURCE = ('string', 'textwrap', 'traceback', 'typing', 'fractions', 'dataclasses', 'decimal', 'datetime',
               'inspect', 'token')
SOURCE_OF = {'decimal': '_pydecimal'}
# Modules that can be imported, and of which every use skips the case.
HOLLOW = ('asyncio', 'binascii', 'concurrent.futures', 'concurrent.futures.thread', 'ctypes', 'difflib', 'errno', 'filecmp', 'fileinput',
          'http.cookies', 'importlib.machinery', 'logging', 'mailbox', 'marshal', 'multiprocessing.managers', 'multiprocessing.pool',
          'multiprocessing.queues', 'multiprocessing.shared_memory', 'queue', 'shutil', 'signal', 'tempfile', 'threading',
          'tokenize', 'urllib.parse')
# Modules of which CPython keeps its own even if Pyxis has none: it does not work without them.
KEPT = {'encodings', 'importlib', 'zipimport', 'site', 'sys', 'builtins', '__main__', '_frozen_importlib', '_frozen_importlib_external'}


class Expected(dict):
    """expected-failures.txt: by module and case, the reason."""

    def __init__(self):
        for line in (HERE / 'expected-failures.txt').read_text().splitlines():
            if line and not line.startswith('#'):
                module, case, reason = line.split('\t', 2)
                self[module, case] = reason


def present(pyxis):
    """The modules of CPython's that this build has."""
    program = f'''
for name in {sorted(sys.stdlib_module_names | {"collections.abc"})!r}:
    try:
        __import__(name)
        print(name)
    except ImportError:
        pass
'''
    return frozenset(run([pyxis, 'run', '-'], stdin=program.encode()).stdout.decode().split())


@functools.cache
def text_of(path):
    with tokenize.open(path) as file:
        return file.read()


@functools.cache
def imports(text):
    """The modules that a text imports: (when it is loaded, ever)."""
    at_once, ever = set(), set()

    def visit(node, inside):
        found = []
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found = [node.module] + [f'{node.module}.{alias.name}' for alias in node.names]
        ever.update(found)
        if not inside:
            at_once.update(found)
        for child in ast.iter_child_nodes(node):
            visit(child, inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))

    visit(ast.parse(text), False)
    ever.update(re.findall(r'^\s*>>> (?:import|from) ([\w.]+)', text, re.MULTILINE))
    ever.update(a or b for a, b in re.findall(r'''['"](test\.\w+)['"]|import_module\(['"](\w+)''', text))
    return at_once, ever



def source(name, has):
    """Where the guest's module comes from: (path, text), text None for a hollow one, or None for one that it has or never gets."""
    own = HERE / 'standin' / (name.removeprefix('test.') + '.py')
    if name == 'test':
        return str(own), ''
    if name in ALWAYS or own.exists() and name not in has and name != 'driver':
        return str(own), text_of(own)
    if name in FROM_SOURCE and name not in has:
        path = LIBRARY / (SOURCE_OF.get(name, name) + '.py')
        return str(path), text_of(path)
    if name not in has and (name in HOLLOW or any(hollow.startswith(name + '.') for hollow in HOLLOW)):
        return name, None
    path = LIBRARY / (name.replace('.', '/') + '.py')
    if name.startswith('test.') and path.exists() and not name.startswith('test.support'):
        return str(path), text_of(path)
    return None


def closure(name, has):
    """The modules to make for a test module, each after those that it imports when it is loaded."""
    order, entered = [], set()

    def add(name):
        for parent in (name.rpartition('.')[0], name):
            if parent and parent not in entered:
                found = source(parent, has)
                if found is None:
                    continue
                entered.add(parent)
                at_once, ever = imports(found[1]) if found[1] else ((), ())
                for other in sorted(at_once):
                    add(other)
                order.append((parent, *found))
                later.extend(sorted(ever))

    later = []
    for always in ('unittest', 'doctest', 'gc', 'time', 'test.support'):
        add(always)
    test = f'test.{name}'
    found = source(test, has)
    entered.add(test)
    at_once, ever = imports(found[1])
    later.extend(sorted(ever))
    for other in sorted(at_once):
        add(other)
    while later:
        add(later.pop())
    return [*order, (test, *found)]


def program(name, has, ending=(), only=None):
    lacking = {module for module in (sys.stdlib_module_names | {'_testcapi', '_testinternalcapi', 'xxsubtype', 'pyperf'}) - has - KEPT}
    return '\n'.join([f'MODULES = {ascii(closure(name, has))}', f'TEST = {"test." + name!r}', f'ENDING = {set(ending)!r}', f'ONLY = {only!r}',
                      f'LACKING = {ascii(lacking)}', f'PRESENT = {sorted(has)!r}', text_of(HERE / 'standin' / 'driver.py')]).encode()


def outcomes(command, text_for, timeout=TIMEOUT):
    """By case: (ok, fail or skip, reason). A case that ends the run fails, and the others run without it."""
    found, ending = {}, set()
    for _ in range(20):
        ran = run(command, stdin=text_for(ending), timeout=timeout)
        case = None
        for line in ran.stdout.decode('utf-8', 'replace').split('\n'):
            fields = line.split('\t')
            if fields[0] == 'case':
                case = fields[1]
            elif fields[0] == 'broken':
                found[f'<{fields[1]}>'] = 'fail', fields[2]
            elif fields[0] in ('ok', 'fail', 'skip') and case:
                found[case] = fields[0], fields[1] if len(fields) > 1 else ''
                case = None
            elif fields[0] == 'end':
                return found
        why = f'ends the run: {ran.status}: {ran.last_line[:200]}'
        if case is None or case.startswith('<'):
            if not any(name.startswith('<') and outcome[0] != 'ok' for name, outcome in found.items()):
                found[case or '<end>'] = 'fail', why
            return found
        found[case] = 'fail', why
        ending.add(case)
    return found


def both(build, name, has, expected):
    """What CPython and Pyxis say of a module's cases."""
    command = build.pyxis, 'run', *LIMITS, '-'
    alone = {case for (module, case), reason in expected.items() if module == name and reason.startswith('ends the run')}
    cpython = outcomes([CPYTHON, '-P', '-s', '-W', 'ignore', '-'], lambda ending: program(name, has, ending))
    pyxis = outcomes(command, lambda ending: program(name, has, ending | alone))
    for case in alone:
        pyxis[case] = outcomes(command, lambda ending: program(name, has, ending, case)).get(case, ('fail', 'did not run'))
    return cpython, pyxis


def compared(cpython, pyxis):
    """For each case that passes on CPython: (case, '' or why it does not pass on Pyxis)."""
    for case, (outcome, _) in cpython.items():
        if outcome == 'ok':
            told, why = pyxis.get(case, ('fail', 'did not run'))
            yield case, '' if told == 'ok' else f'{told}: {why}' if told == 'skip' else why or told
            if told != 'ok' and case in ('<import>', '<load>'):
                return


def test(build, count, filters):
    expected, has = Expected(), present(build.pyxis)
    names = [n for n in (HERE / 'modules.txt').read_text().split() if not filters or any(f in n for f in filters)]
    results = []

    def check(name):
        cpython, pyxis = both(build, name, has, expected)
        for case, why in compared(cpython, pyxis):
            known = expected.get((name, case))
            if not why and known:
                results.append((f'{name} {case}', f'passes, but stands in expected-failures.txt: {known}'))
            else:
                results.append((f'{name} {case}', None if known else why))
        for module, case in expected:
            if module == name and cpython.get(case, ('fail',))[0] != 'ok':
                results.append((f'{name} {case}', 'stands in expected-failures.txt, but does not pass on CPython either'))
        loaded = cpython.get('<load>', ('fail', ''))[0] == 'ok'
        return f'{name} on CPython', None if loaded else f'cannot be loaded: {cpython}'

    count.all(names, check)
    for result in results:
        count.add(*result)


def rewrite(build, names):
    """Writes expected-failures.txt anew, of these modules or all; a reason that stands there stays. Prints the numbers by module."""
    expected, has = Expected(), present(build.pyxis)
    everything = (HERE / 'modules.txt').read_text().split()
    names = names or everything

    def check(name):
        return name, *both(build, name, has, expected)

    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for name, cpython, pyxis in pool.map(check, names):
            known = {case: expected.pop((name, case)) for module, case in list(expected) if module == name}
            passed = 0
            for case, why in compared(cpython, pyxis):
                if why:
                    expected[name, case] = known.get(case, why)
                else:
                    passed += 1
            failing = [f'{case}: {why}' for case, (outcome, why) in cpython.items() if outcome == 'fail']
            failing += [f'on Pyxis, {case}: {why}' for case, (outcome, why) in pyxis.items() if outcome == 'fail' and case[0] == '<']
            skipped = sum(outcome == 'skip' for outcome, _ in cpython.values())
            print(f'{name}: {passed} passed, {sum(m == name for m, _ in expected)} failed; on CPython {len(failing)} fail, '
                  f'{skipped} are skipped', flush=True)
            for line in failing:
                print(f'    {line}')
    lines = [f'{module}\t{case}\t{reason}\n' for (module, case), reason in sorted(
        expected.items(), key=lambda item: everything.index(item[0][0]) if item[0][0] in everything else -1)]
    (HERE / 'expected-failures.txt').write_text(HEADER + ''.join(lines))


HEADER = '''# What passes on CPython with the stand-ins, and does not pass on Pyxis: module, case and reason, separated by tabs.
# `tests/cpython/suite.py [MODULE...]` writes it anew; the reasons that stand here stay.
'''

if __name__ == '__main__':
    rewrite(Build('build'), sys.argv[1:])
