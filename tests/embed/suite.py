"""The tests that are C programs over pyxis.h, and the embedding examples. Each prints `ok NAME` or `FAIL NAME: why`."""

from harness import run

EVERY_BUILD = True


def test(build, count, filters):
    if filters:
        return
    if build.directory.name == 'build-stress':
        # These programs measure fuel and pages, which a collection at every safepoint spends and dirties.
        count.add(f'embed [{build.directory.name}]', 'skip: its collections would be what is measured')
        return
    for program in sorted(build.directory.glob('test-*')) + sorted(build.directory.glob('example-*')):
        if not program.is_file() or program.suffix:
            continue
        name = f'{program.name} [{build.directory.name}]'
        got = run([program], timeout=240)
        lines = got.stdout.decode('utf-8', 'replace').split('\n')
        checks = [line for line in lines if line.startswith(('ok ', 'FAIL '))]
        for line in checks:
            count.add(f'{name}: {line.split(" ", 1)[1].split(":")[0]}', None if line.startswith('ok ') else line)
        if got.status != 0 and not any(line.startswith('FAIL ') for line in checks):
            count.add(name, f'status {got.status}: {got.stderr[-800:].decode("utf-8", "replace")}')
        elif program.name.startswith('example-'):
            count.add(name, None)
