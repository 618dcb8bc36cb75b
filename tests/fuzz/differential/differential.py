#!/usr/bin/python3
"""Random programs on Pyxis and on CPython: output, exception type and message must be the same.

    differential.py [--seed N] [--count N] [--pyxis PATH]    programs N, N + 1, ...
    differential.py --one N                                  one program, shrunk where it differs; --show prints it whole

Programs run in batches, each in a namespace of its own; one that differs runs again alone and is shrunk by leaving lines out as long as the
difference stays.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import generate  # noqa: E402

ROOT = HERE.parent.parent.parent
BATCH = 100
MARK = '=-=-='

RUNNER = '''
import sys
for number, source in enumerate(PROGRAMS):
    print(MARK, number)
    try:
        exec(compile(source, 'program', 'exec'), {'__name__': 'program'})
    except RecursionError:
        print('recursion')
    except BaseException as e:
        print('uncaught', type(e).__name__, ascii(str(e))[:300])
'''

# What may differ, and why. Each is a pattern whose match is taken out of both outputs.
KNOWN = [
    # A bound of ours, chosen by the host: docs/language.md.
    (r"^(OverflowError|MemoryError|ValueError) .*(too large|too many|exceeds the limit|memory|integer).*$", 'sizes beyond what either allows'),
    # CPython counts C frames and says so.
    (r'^RecursionError.*$', 'depth'),
]


def normal(text):
    for pattern, _ in KNOWN:
        text = re.sub(pattern, '#', text, flags=re.M)
    return text


def outputs(command, sources):
    """What each program printed; None: the process ended before it did."""
    with tempfile.NamedTemporaryFile('w', suffix='.py', delete=False, encoding='utf-8', errors='surrogatepass') as file:
        file.write(f'MARK = {MARK!r}\nPROGRAMS = {sources!r}\n{RUNNER}')
    try:
        got = subprocess.run([*command, file.name], capture_output=True, timeout=120,
                             env=dict(os.environ, PYTHONHASHSEED='0', PYTHONIOENCODING='utf-8', PYTHONWARNINGS='ignore'))
        text, status = got.stdout.decode('utf-8', 'replace'), got.returncode
    except subprocess.TimeoutExpired as late:
        text, status = (late.stdout or b'').decode('utf-8', 'replace'), 'timeout'
    finally:
        os.unlink(file.name)
    parts = re.split(rf'^{MARK} \d+\n', text, flags=re.M)[1:]
    parts = [normal(part) for part in parts] + [None] * (len(sources) - len(parts))
    if status != 0:
        last = max((i for i, part in enumerate(parts) if part is not None), default=0)
        parts[last] = f'{parts[last]}\nstatus {status}'
    return parts


class Differential:
    def __init__(self, pyxis):
        self.commands = ['/usr/bin/python3'], [str(pyxis), 'run', '--memory', '512M', '--output', '64M']

    def pair(self, sources):
        return [outputs(command, sources) for command in self.commands]

    def batch(self, first, count):
        """The seeds of a batch whose outputs differ."""
        sources = [generate.source_of(generate.Generator(seed).program()) for seed in range(first, first + count)]
        wanted, got = self.pair(sources)
        suspects = [i for i in range(count) if wanted[i] != got[i]]
        return [first + i for i in suspects if self.differs(sources[i])]

    def differs(self, source):
        (wanted,), (got,) = self.pair([source])
        return wanted != got

    def shrunk(self, chunks):
        """Fewer statements, then fewer lines, that still differ: all candidates of a round run in one batch."""
        size = len(chunks)
        for make in (lambda c: [c[:i] + c[i + 1:] for i in range(len(c))], self.without_lines):
            progress = True
            while progress:
                progress = False
                candidates = [c for c in make(chunks) if c]
                if not candidates:
                    break
                wanted, got = self.pair([generate.source_of(c) for c in candidates])
                for candidate, w, g in zip(candidates, wanted, got):
                    if w != g and self.differs(generate.source_of(candidate)):
                        chunks, progress = candidate, True
                        break
        return chunks

    @staticmethod
    def without_lines(chunks):
        found = []
        for i, chunk in enumerate(chunks):
            for k in range(len(chunk)):
                indent = len(chunk[k]) - len(chunk[k].lstrip())
                end = k + 1
                while end < len(chunk) and len(chunk[end]) - len(chunk[end].lstrip()) > indent:
                    end += 1
                for stop in {k + 1, end}:
                    left = chunk[:k] + chunk[stop:]
                    found.append(chunks[:i] + ([left] if left else []) + chunks[i + 1:])
        return found

    def explain(self, seed):
        chunks = generate.Generator(seed).program()
        if not self.differs(generate.source_of(chunks)):
            return None
        chunks = self.shrunk(chunks)
        (wanted,), (got,) = self.pair([generate.source_of(chunks)])
        w, g = (wanted or '').split('\n'), (got or '').split('\n')
        at = next((i for i in range(max(len(w), len(g))) if i >= len(w) or i >= len(g) or w[i] != g[i]), 0)
        lines = '\n'.join(line for chunk in chunks for line in chunk)
        return f'{lines}\n  wanted: {w[at] if at < len(w) else "(nothing)"}\n  got:    {g[at] if at < len(g) else "(nothing)"}'

    def run(self, seed, count, jobs, progress=None):
        """Answers the seeds that differ."""
        starts = [(first, min(BATCH, seed + count - first)) for first in range(seed, seed + count, BATCH)]
        bad, done = [], 0
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for (first, size), found in zip(starts, pool.map(lambda s: self.batch(*s), starts)):
                bad += found
                done += size
                if progress:
                    progress(done, bad)
        return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--jobs', type=int, default=os.cpu_count() or 2)
    parser.add_argument('--explain', type=int, default=20, help='at most so many differences are shrunk and shown')
    parser.add_argument('--pyxis', default=ROOT / 'build/pyxis')
    parser.add_argument('--one', type=int)
    parser.add_argument('--show', action='store_true')
    options = parser.parse_args()
    fuzzer = Differential(options.pyxis)
    if options.one is not None:
        if options.show:
            print(generate.source_of(generate.Generator(options.one).program()))
        print(fuzzer.explain(options.one) or 'no difference')
        return 0

    def progress(done, bad):
        print(f'\r{done} of {options.count}, {len(bad)} differ ', end='', file=sys.stderr, flush=True)

    bad = fuzzer.run(options.seed, options.count, options.jobs, progress)
    print(file=sys.stderr)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for seed, text in zip(bad[:options.explain], pool.map(fuzzer.explain, bad[:options.explain])):
            print(f'--- seed {seed}\n{text}')
    print(f'{options.count - len(bad)} passed, {len(bad)} failed')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
