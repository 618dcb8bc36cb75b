"""The fuzzers: what a corrupted cage can do, and random programs against CPython. Each case has a seed, with which it can be had again."""

import concurrent.futures
import pathlib
import re
import subprocess
import sys

from harness import JOBS

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / 'differential'))


def corrupt_cage(build, count, seed, cases):
    """Cases in batches, so that it shows how far it is."""
    program = build.directory / 'fuzz-corrupt-cage'
    batch = min(cases, 5000)
    for done in range(0, cases, batch):
        got = subprocess.run([program, str(batch), str(seed + done)], capture_output=True, text=True)
        bad = re.findall(r'^seed .*$', got.stdout, re.M)
        print(f'corrupt cage: {done + batch} of {cases}', flush=True)
        for line in bad:
            count.add(f'corrupt cage, {program.name} --seed {line.split()[1].rstrip(":")}', line)
        ended = re.search(r'^(\d+) passed, (\d+) failed$', got.stdout, re.M)
        if not ended or got.returncode not in (0, 1):
            count.add(f'corrupt cage from {seed + done}', f'status {got.returncode}: {got.stdout[-500:]}{got.stderr[-2000:]}')
            return
        count.passed += int(ended[1])


def random_programs(build, count, seed, cases, show_progress=False):
    """Programs seed, seed + 1, ... on Pyxis and on CPython; those that differ are told shrunk."""
    import differential
    fuzzer = differential.Differential(build.pyxis)

    def progress(done, bad):
        if show_progress and done % 5000 < differential.BATCH:
            print(f'random programs: {done} of {cases}, {len(bad)} differ', flush=True)

    bad = fuzzer.run(seed, cases, JOBS, progress)
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for number, text in zip(bad[:20], pool.map(fuzzer.explain, bad[:20])):
            if text:  # alone it may be within the time that CPython has for a batch
                count.add(f'random program: tests/fuzz/differential/differential.py --one {number}', text)
    count.passed += cases - len(bad)


def test(build, count, seed, cases):
    corrupt_cage(build, count, seed, cases)
    random_programs(build, count, seed, cases, show_progress=True)
