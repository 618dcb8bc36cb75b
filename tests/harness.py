"""What the suites share: running programs, comparing, counting."""

import concurrent.futures
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CPYTHON = '/usr/bin/python3'
JOBS = os.cpu_count() or 2


class Outcome:
    """One process that ran: what it printed and how it ended."""

    def __init__(self, status, stdout, stderr):
        self.status, self.stdout, self.stderr = status, stdout, stderr

    @property
    def last_line(self):
        lines = self.stderr.decode('utf-8', 'replace').rstrip('\n').split('\n')
        return lines[-1]

    @property
    def exception(self):
        """The line of the traceback that names the uncaught exception, or ''."""
        lines = [line for line in self.stderr.decode('utf-8', 'replace').split('\n')
                 if line and not line.startswith('pyxis: ended')]
        return lines[-1] if lines else ''


def run(command, stdin=b'', timeout=60, env=None, stack=None, cwd=ROOT):
    """Runs a command. `stack`: the most bytes of C stack. A timeout is status 'timeout'."""
    def limit():
        if stack:
            resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))

    environment = dict(os.environ, PYTHONHASHSEED='0', PYTHONIOENCODING='utf-8', PYTHONDONTWRITEBYTECODE='1',
                       ASAN_OPTIONS='detect_leaks=0:allocator_may_return_null=1', UBSAN_OPTIONS='halt_on_error=1:print_stacktrace=1')
    environment.update(env or {})
    try:
        done = subprocess.run([str(c) for c in command], input=stdin, capture_output=True, timeout=timeout,
                              env=environment, preexec_fn=limit if stack else None, cwd=cwd)
        return Outcome(done.returncode, done.stdout, done.stderr)
    except subprocess.TimeoutExpired as late:
        return Outcome('timeout', late.stdout or b'', late.stderr or b'')


class Build:
    """A build of Pyxis in a directory of its own."""

    def __init__(self, directory, options=(), compiler='gcc', description=''):
        self.directory = ROOT / directory
        self.options, self.compiler, self.description = options, compiler, description

    @property
    def pyxis(self):
        return self.directory / 'pyxis'

    def make(self):
        """Builds it. Answers '' or what went wrong."""
        if not (self.directory / 'build.ninja').exists():
            done = run(['meson', 'setup', self.directory, *self.options], env={'CC': self.compiler}, timeout=300)
            if done.status:
                return done.stdout.decode() + done.stderr.decode()
        run([ROOT / 'tools/reconfigure.sh', self.directory], timeout=300)
        done = run(['meson', 'compile', '-C', self.directory], timeout=1800)
        return '' if done.status == 0 else done.stdout.decode()[-4000:] + done.stderr.decode()[-1000:]

    def run(self, *arguments, report=False, **keywords):
        """Runs `pyxis run ARGUMENTS`; with report=True answers (outcome, report as a dict or None)."""
        if not report:
            return run([self.pyxis, 'run', *arguments], **keywords)
        with tempfile.TemporaryDirectory(prefix='pyxis-test-') as directory:
            path = os.path.join(directory, 'report.json')
            outcome = run([self.pyxis, 'run', '--report', path, *arguments], **keywords)
            try:
                with open(path) as file:
                    return outcome, json.load(file)
            except (OSError, ValueError):
                return outcome, None


class Count:
    """What passed, failed and was skipped; failures are told as they come."""

    def __init__(self, verbose=False):
        self.passed = self.failed = self.skipped = 0
        self.figures = {}
        self.verbose = verbose

    def add(self, name, problem, figures=None):
        """problem: None or '' for passed, 'skip: why', or what is wrong."""
        for key, n in (figures or {}).items():
            self.figures[key] = self.figures.get(key, 0) + n
        if not problem:
            self.passed += 1
            if self.verbose:
                print(f'ok      {name}')
        elif problem.startswith('skip: '):
            self.skipped += 1
            print(f'skipped {name}: {problem[6:]}', flush=True)
        else:
            self.failed += 1
            print(f'FAILED  {name}\n        ' + problem.strip().replace('\n', '\n        '), flush=True)

    def all(self, cases, check):
        """check(case) answers (name, problem) or (name, problem, figures), on all cores."""
        def guarded(case):
            try:
                return check(case)
            except Exception as error:  # a test that is itself wrong fails, and the others go on
                return str(case)[:100], f'{type(error).__name__}: {error}'

        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            for result in pool.map(guarded, cases):
                self.add(*result)


def programs(filters=()):
    """The programs of tests/language and tests/programs, as paths relative to the project."""
    found = sorted(p.relative_to(ROOT) for folder in ('tests/language', 'tests/programs') for p in (ROOT / folder).rglob('*.py'))
    return [p for p in found if not filters or any(f in str(p) for f in filters)]


def directive(path, name):
    """The text behind `# name:` in the first lines of a program, or None."""
    with open(ROOT / path, encoding='utf-8', errors='replace') as file:
        for _, line in zip(range(10), file):
            if line.startswith(f'# {name}:'):
                return line[len(name) + 3:].strip()
    return None


def difference(what, wanted, got):
    """Tells where two texts part, in a line or two."""
    wanted_lines = wanted.decode('utf-8', 'replace').split('\n') if isinstance(wanted, bytes) else str(wanted).split('\n')
    got_lines = got.decode('utf-8', 'replace').split('\n') if isinstance(got, bytes) else str(got).split('\n')
    for number, (w, g) in enumerate(zip(wanted_lines, got_lines), 1):
        if w != g:
            return f'{what}, line {number}:\n  wanted {w[:300]!r}\n  got    {g[:300]!r}'
    longer = wanted_lines if len(wanted_lines) > len(got_lines) else got_lines
    common = min(len(wanted_lines), len(got_lines))
    side = 'missing' if longer is wanted_lines else 'too much'
    return f'{what}, line {common + 1}: {side} {longer[common][:300]!r}'
