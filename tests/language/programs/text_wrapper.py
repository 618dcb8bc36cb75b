# Wraps, justifies, centres and tabulates text.
TEXT = '''The quick brown fox jumps over the lazy dog. Pack my box with five dozen
liquor jugs! How vexingly quick daft zebras jump; sphinx of black quartz, judge my vow.

A second paragraph, rather short, with an extraordinarily-long-hyphenated-word-that-must-be-broken in it.'''
def paragraphs(text):
    lines = []
    for line in text.splitlines():
        if line.strip(): lines.append(line.strip())
        elif lines:
            yield ' '.join(lines); lines = []
    if lines: yield ' '.join(lines)
def pieces(words, width):
    for w in words:
        while len(w) > width:
            cut = w.rfind('-', 0, width) + 1 or width
            yield w[:cut]
            w = w[cut:]
        yield w
def wrap(text, width):
    line, length = [], 0
    for w in pieces(text.split(), width):
        if line and length + len(line) + len(w) > width:
            yield line
            line, length = [], 0
        line.append(w); length += len(w)
    if line: yield line
def justify(words, width):
    if len(words) == 1: return words[0].ljust(width)
    gaps, space = len(words) - 1, width - sum(map(len, words))
    base, extra = divmod(space, gaps)
    return ''.join(w + ' ' * (base + (i < extra)) for i, w in enumerate(words[:-1])) + words[-1]
STYLES = {
    'left': lambda ws, n, last: ' '.join(ws),
    'right': lambda ws, n, last: ' '.join(ws).rjust(n),
    'centre': lambda ws, n, last: f"{' '.join(ws):^{n}}",
    'block': lambda ws, n, last: ' '.join(ws) if last else justify(ws, n),
}
for style, width in (('left', 40), ('right', 30), ('centre', 36), ('block', 28), ('block', 60)):
    print(f'[{style} {width}]'.ljust(width, '='))
    for p in paragraphs(TEXT):
        lines = list(wrap(p, width))
        for i, ws in enumerate(lines):
            print('|' + STYLES[style](ws, width, i == len(lines) - 1).ljust(width) + '|')
        print('|' + ' ' * width + '|')
counts = {}
for w in TEXT.lower().split():
    w = w.strip('.,!;')
    counts[len(w)] = counts.get(len(w), 0) + 1
for n in sorted(counts): print(f'{n:>3} {"#" * counts[n]:<12} {counts[n]:03d} {counts[n] / sum(counts.values()):6.1%}')
rows = [('name', 'amount', 'note'), ('apple', 3, 'red'), ('é', 12345.678, None), ('long name here', -1, 'x' * 5)]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for r in rows:
    print(' | '.join(f'{c:>{w}}' if isinstance(c, (int, float)) else f'{c!s:<{w}}' for c, w in zip(r, widths)))
print('-+-'.join('-' * w for w in widths))
def caesar(s, k):
    table = {ord(a) + i: ord(a) + (i + k) % 26 for a in 'aA' for i in range(26)}
    return s.translate(table)
secret = caesar(TEXT[:44], 13); print(secret, caesar(secret, 13) == TEXT[:44])
