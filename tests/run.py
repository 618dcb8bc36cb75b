#!/usr/bin/python3
"""Runs the tests.

    tests/run.py                    the plain build: language, command, limits, embedding, freezing
    tests/run.py --all              also every other build, and determinism across them
    tests/run.py --suite language scope/ classes   only these suites, only programs whose path contains one of the words
    tests/run.py --fuzz [--seed N] [--cases N]     the fuzzers of tests/fuzz, from a random seed

The last line reads `N passed, N failed`, with `, N skipped` when there are any. Status 1 if anything failed.
"""

import argparse
import functools
import importlib.util
import pathlib
import random
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import ROOT, Build, Count, programs, run  # noqa: E402

PLAIN = Build('build')
VARIANTS = [
    Build('build-strict', ['-Done_block=true', '-Dtemplate_readonly=true', '-Doptimization=1'],
          description='one-block slices; template pages read-only until the barrier opens them'),
    Build('build-stress', ['-Dstress_gc=true'], description='a collection at every safepoint, with poisoning'),
    Build('build-asan', ['-Db_sanitize=address,undefined', '-Db_lundef=false', '-Doptimization=1',
                         '-Dc_args=-fno-sanitize=nonnull-attribute'],
          description='address and undefined-behaviour sanitizers'),
    Build('build-clang', ['-Dcaches=false'], compiler='clang-19', description='clang, without inline caches'),
]
RANDOM_PROGRAMS = 4000  # from a fixed seed; `make fuzz` runs others
FUZZ = Build('build-fuzz', ['-Dfuzz=true'], description='fuzzers')
SUITES = ['language', 'syntax', 'cpython', 'command', 'repl', 'limits', 'embed', 'snapshot', 'determinism']


@functools.cache
def suite(name):
    """The suite's module, loaded once: it remembers from one build to the next what CPython printed and what fuel a program takes."""
    path = ROOT / 'tests' / name / 'suite.py'
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f'suite_{name}', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fuzz(options, count):
    problem = FUZZ.make()
    if problem:
        print(problem)
        return 1
    seed = options.seed or random.randrange(1, 1 << 40)
    print(f'seed {seed}', flush=True)
    suite('fuzz').test(FUZZ, count, seed, options.cases)
    print(f'{count.passed} passed, {count.failed} failed')
    return 1 if count.failed or not count.passed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--all', action='store_true', help='every build')
    parser.add_argument('--fuzz', action='store_true', help='the fuzzers instead of the tests')
    parser.add_argument('--seed', type=int, help='of the fuzzers; a random one otherwise')
    parser.add_argument('--cases', type=int, default=100_000, help='of each fuzzer')
    parser.add_argument('--build', action='append', default=[], help='only the build in this directory (build-asan, ...)')
    parser.add_argument('--suite', action='append', choices=SUITES, default=[])
    parser.add_argument('--no-build', action='store_true', help='test what was built before')
    parser.add_argument('--verbose', '-v', action='store_true')
    parser.add_argument('filters', nargs='*', help='parts of programs\' paths')
    options = parser.parse_args()

    count, started = Count(options.verbose), time.time()
    if options.fuzz:
        return fuzz(options, count)
    chosen = options.suite or SUITES
    every = [PLAIN] + VARIANTS
    builds = [b for b in every if b.directory.name in options.build] if options.build else every if options.all else [PLAIN]

    def section(title):
        print(f'--- {title} ({time.time() - started:.0f} s)', flush=True)

    made = []
    for build in builds:
        section(f'{build.directory.name}: {build.description or "plain, gcc"}')
        problem = '' if options.no_build else build.make()
        if problem:
            count.add(f'build of {build.directory.name}', problem)
            continue
        made.append(build)
        for name in chosen:
            module = suite(name)
            if module and (build is PLAIN or getattr(module, 'EVERY_BUILD', False)):
                before = count.passed
                module.test(build, count, options.filters)
                print(f'    {name}: {count.passed - before} passed', flush=True)
        if build is PLAIN and 'language' in chosen:
            section('256 KB of C stack')
            suite('language').test(build, count, options.filters, stack=256 * 1024)
        if build is PLAIN and 'language' in chosen and not options.filters:
            section(f'{RANDOM_PROGRAMS} random programs')
            suite('fuzz').random_programs(build, count, 1, RANDOM_PROGRAMS)
    if 'determinism' in chosen and len(made) > 1:
        section('determinism across builds')
        suite('determinism').across(made, count, options.filters)

    for key, n in sorted(count.figures.items()):
        print(f'{key}: {n}')
    print(f'{time.time() - started:.0f} seconds')
    print(f'{count.passed} passed, {count.failed} failed' + (f', {count.skipped} skipped' if count.skipped else ''))
    return 1 if count.failed or not count.passed else 0


if __name__ == '__main__':
    sys.exit(main())
