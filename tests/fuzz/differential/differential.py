#!/usr/bin/python3
"""Random programs on Pyxis and on CPython: output, exception type and message must be the same.

    differential.py [--seed N] [--count N] [--pyxis PATH]    programs N, N + 1, ...
    differential.py --one N                                  one program, shrunk where it differs; --show prints it whole

Programs run in batches, each in a namespace of its own; one that differs runs again alone and is shrunk by leaving lines out as long as the
difference stays. What CPython itself prints otherwise with its objects at other places and other hashes of strings is not compared: it is not the
language that such a program shows.
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
ALLOCATORS = ['pymalloc', 'malloc', 'pymalloc_debug', 'malloc_debug', 'pymalloc']  # of CPython, by variant
LONGEST = 8  # seconds for a batch; a program for which CPython has not enough of them is not compared

RUNNER = '''
for number, source in enumerate(PROGRAMS):
    print(MARK, number)
    try:
        code = compile(source, 'program', 'exec')
        ballast = [bytes(size) for size in range(8, 480, 16) for _ in range(5 * VARIANT)]
        exec(code, {'__name__': 'program'})
    except RecursionError:
        print('recursion')
    except BaseException as e:
        print('uncaught', type(e).__name__, ascii(str(e))[:300])
'''

# What may differ, and why. Each is a pattern whose match is taken out of both outputs.
KNOWN = [
    # A bound of ours, chosen by the host: docs/language.md.
    (r"^(OverflowError .*(too large|too many|too long|limit).*|ValueError .*(exceeds the limit|too large).*)$", 'sizes beyond what either allows'),
]


def normal(text):
    for own, common in generate.ITERATORS:
        text = text.replace(own, common)
    if re.search('^(RecursionError|recursion)', text, re.M):
        return 'recursion'  # how deep differs: CPython counts frames of C as well
    for pattern, _ in KNOWN:
        text = re.sub(pattern, '#', text, flags=re.M)
    return text


def same(wanted, got):
    """Whether the outputs are the same but for statements that only one had the memory for: the other may have printed something there."""
    if wanted == got or got is None:
        return wanted == got
    return same_lines(wanted.split('\n'), got.split('\n'))


def same_lines(wanted, got):
    for i, (w, g) in enumerate(zip(wanted, got)):
        if g.startswith('MemoryError'):
            return same_lines(wanted[i + 1:], got[i + 1:]) or same_lines(wanted[i:], got[i + 1:])
        if w != g and not w.startswith('MemoryError'):
            return False
    return len(wanted) <= len(got) and all(g.startswith('MemoryError') for g in got[len(wanted):])


def outputs(command, sources, variant=0):
    """What each program printed; None: it was stopped because it took too long. In each variant addresses and hashes of strings are others."""
    found = []
    while len(found) < len(sources):
        found += some_outputs(command, sources[len(found):], variant)
    return found


def some_outputs(command, sources, variant):
    """Those of the first, as far as the process came."""
    with tempfile.NamedTemporaryFile('w', suffix='.py', delete=False, encoding='utf-8', errors='surrogatepass') as file:
        file.write(f'MARK = {MARK!r}\nVARIANT = {variant}\nPROGRAMS = {sources!r}\n{RUNNER}')
    try:
        got = subprocess.run([*command, file.name], capture_output=True, timeout=LONGEST,
                             env=dict(os.environ, PYTHONHASHSEED=str(variant), PYTHONMALLOC=ALLOCATORS[variant], PYTHONIOENCODING='utf-8',
                                      PYTHONWARNINGS='ignore'))
        text, status = got.stdout, got.returncode
    except subprocess.TimeoutExpired as late:
        text, status = late.stdout or b'', 'late'
    finally:
        os.unlink(file.name)
    parts = [normal(part) for part in re.split(rf'^{MARK} \d+\n', text.decode('utf-8', 'replace'), flags=re.M)[1:]]
    parts = parts or ['']
    if status == 'late':
        parts[-1] = None
    elif status != 0:
        parts[-1] += f'\nstatus {status}'
    return parts


class Differential:
    def __init__(self, pyxis):
        self.commands = ['/usr/bin/python3'], [str(pyxis), 'run', '--memory', '512M', '--output', '64M']
        self.bounded = 0  # programs with a statement that only one of the two had the memory for

    def pair(self, sources):
        """Both outputs of each; what CPython has no time for, Pyxis does not run."""
        wanted = outputs(self.commands[0], sources)
        got = iter(outputs(self.commands[1], [source for source, w in zip(sources, wanted) if w is not None]))
        return wanted, [None if w is None else next(got) for w in wanted]

    def batch(self, first, count):
        """The seeds of a batch whose outputs differ."""
        sources = [generate.source_of(generate.Generator(seed).program()) for seed in range(first, first + count)]
        wanted, got = self.pair(sources)
        self.bounded += sum(w is not None and w != g and same(w, g) for w, g in zip(wanted, got))
        suspects = [i for i in range(count) if wanted[i] is not None and not same(wanted[i], got[i])]
        return [first + i for i in suspects if self.differs(sources[i])]

    def differs(self, source):
        return self.differ([source])[0]

    def differ(self, sources):
        """Of each, whether its outputs differ."""
        wanted, got = self.pair(sources) if sources else ([], [])
        suspects = [i for i, (w, g) in enumerate(zip(wanted, got)) if w is not None and not same(w, g)]
        for variant in range(1, len(ALLOCATORS)):
            again = outputs(self.commands[0], [sources[i] for i in suspects], variant)
            suspects = [i for i, w in zip(suspects, again) if w == wanted[i]]
        return [i in suspects for i in range(len(sources))]

    def shrunk(self, chunks):
        """Fewer statements, then fewer lines, that still differ. A round tries every removal alone, then all of them together that kept the
        difference, the first half of them, and so on down to one."""
        for removals in self.statements, self.blocks:
            while True:
                found = removals(chunks)
                keep = [r for r, differs in zip(found, self.all_differ([self.without(chunks, r) for r in found])) if differs]
                unions = []
                while keep:
                    unions.append(set().union(*keep))
                    keep = keep[:len(keep) // 2]
                fewer = [self.without(chunks, u) for u in unions]
                chunks, before = next((c for c, differs in zip(fewer, self.all_differ(fewer)) if differs), chunks), chunks
                if chunks is before:
                    break
        return chunks

    def all_differ(self, candidates):
        return self.differ([generate.source_of(c) for c in candidates])

    @staticmethod
    def without(chunks, removed):
        left = [[line for k, line in enumerate(chunk) if (i, k) not in removed] for i, chunk in enumerate(chunks)]
        return [chunk for chunk in left if chunk]

    @staticmethod
    def statements(chunks):
        return [{(i, k) for k in range(len(chunk))} for i, chunk in enumerate(chunks)]

    @staticmethod
    def blocks(chunks):
        """Each line alone, and each with the lines indented under it."""
        found = []
        for i, chunk in enumerate(chunks):
            indents = [len(line) - len(line.lstrip()) for line in chunk]
            for k in range(len(chunk)):
                end = k + 1
                while end < len(chunk) and indents[end] > indents[k]:
                    end += 1
                if not re.match(r' *n\d+ (\+= 1|= 0)$', chunk[k]):
                    found += [{(i, n) for n in range(k, stop)} for stop in {k + 1, end}]
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
        return f'{lines}\n  wanted: {w[at][:300] if at < len(w) else "(nothing)"}\n  got:    {g[at][:300] if at < len(g) else "(nothing)"}'

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
    if bad:
        print('seeds that differ:', *bad, flush=True)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for seed, text in zip(bad[:options.explain], pool.map(fuzzer.explain, bad[:options.explain])):
            print(f'--- seed {seed}\n{text}')
    if fuzzer.bounded:
        print(f'{fuzzer.bounded} the same but for a statement that only one of the two had the memory for')
    print(f'{options.count - len(bad)} passed, {len(bad)} failed')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
