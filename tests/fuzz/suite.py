"""The fuzzers: what a corrupted cage can do. Each case has a seed, with which it can be had again."""

import re
import subprocess


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


def test(build, count, seed, cases):
    corrupt_cage(build, count, seed, cases)
