"""Word statistics over a fixed text and table formatting with f-strings."""
import math
from collections import Counter, OrderedDict
from itertools import zip_longest

TEXT = """\
    It was the best of times, it was the worst of times, it was the age of
    wisdom, it was the age of foolishness, it was the epoch of belief, it was
    the epoch of incredulity, it was the season of Light, it was the season of
    Darkness, it was the spring of hope, it was the winter of despair.

    We had everything before us, we had nothing before us, we were all going
    direct to Heaven, we were all going direct the other way -- "in short",
    the period was so far like the present period... naïve café, Straße!
"""
text = "\n".join(line.removeprefix("    ") for line in TEXT.splitlines())
strip = str.maketrans({c: None for c in ',.!"'} | {"-": " "})
words = text.translate(strip).casefold().split()
count = Counter(words)


def fill(text, width, indent=""):
    """The words of text in lines of at most so many characters."""
    lines, line = [], indent
    for word in text.split():
        if line.strip() and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = indent
        line += (" " if line.strip() else "") + word
    return "\n".join(lines + [line])


def table(rows, headers, align):
    cells = [[f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in [headers, *rows]]
    widths = [max(len(r[i]) for r in cells) for i in range(len(headers))]
    rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    yield rule
    for n, row in enumerate(cells):
        yield "|" + "|".join(f" {c:{a}{w}} " for c, a, w in zip(row, align, widths)) + "|"
        if n == 0:
            yield rule.replace("-", "=")
    yield rule


rows = [(w, n, n / len(words), "#" * n) for w, n in sorted(count.items(), key=lambda p: (-p[1], p[0]))[:7]]
print(*table(rows, ["word", "n", "share", "bar"], "<>>^"), sep="\n")
print(f"{len(words)=} {len(count)=} {count.total()=}")
lengths = Counter(map(len, words))
mean = sum(k * v for k, v in lengths.items()) / len(words)
sd = math.sqrt(sum(v * (k - mean) ** 2 for k, v in lengths.items()) / len(words))
print(f"mean {mean:.4f}, sd {sd:8.4e}, longest {max(words, key=len)!r}")
for k in sorted(lengths):
    print(f"{k:02d} {lengths[k]:>3} {'*' * lengths[k]:.<30}{lengths[k] / len(words):>8.1%}")
letters = Counter(c for c in text.lower() if c.isalpha())
top = [c for c, _ in sorted(letters.items(), key=lambda p: (-p[1], p[0]))]
print("".join(top), letters["e"], letters["q"], +(letters - Counter("e" * 60)) == letters)
entropy = -sum(n / letters.total() * math.log2(n / letters.total()) for n in letters.values())
print(f"entropy {entropy:.10f} bits")
paras = [fill(" ".join(p.split()), 30) for p in text.strip().split("\n\n")]
for left, right in zip_longest(*(p.splitlines() for p in paras), fillvalue=""):
    print(f"{left:<30} || {right}")
print(text[:40].rsplit(None, 1)[0], "[etc]", text.count("was"), text.find("epoch"), text.rfind("period"), sep=" ~ ")
title = "the naïve café on straße o'neil"
print(title.title(), title.capitalize(), title.upper(), title.swapcase(), sep="; ")
print(ascii(title), repr(title), title.encode("utf-8")[4:12], title.center(41, "*"))
print(title.partition(" on "), title.rpartition("zz"), title.removeprefix("the "), title.split("a", 1))
print("%-10s|%5.1f|%05d|%x|%r|%%|%+e" % ("left", 3.14159, 42, 255, "q", 12345.678))
print("{0:>8}{1!r:^8}{name:*<6}{0[1]}".format("ab", "cd", name="x"), "{:,}|{:_x}|{:#b}|{:+.2g}".format(1234567, 0xABCDEF, 5, 0.000123))
w = 12
print(f"{'nested':>{w}}|{3.0:<{w}.{2}f}|{True:>6}|{None!s:>6}|{1e16:g}|{1e22}|{123456789.0:.3g}|{-0.0:+}")
print(OrderedDict(sorted(count.items())[:3]), "\t".join(["a", "bc"]).expandtabs(4), "x\ty".split("\t"))
print("abc" < "abd", "Zebra" < "apple", sorted(["b", "A", "a", "B"], key=str.lower), "é" > "z")
print([s for s in ("12", "1.5", "-3", "½", "²", "abc", "") if s.isdigit()], [s for s in ("½", "²", "5") if s.isnumeric()])
print("12" .zfill(5), "-12".zfill(5), "a,b,,c".split(","), " a  b ".split(" "), "line1\r\nline2\x0bline3".splitlines(True))
