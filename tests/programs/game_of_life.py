"""Conway's Life: sparse sets and big-integer bit boards must agree."""
from collections import Counter
from itertools import product

PATTERNS = {
    "glider": """
        .#.
        ..#
        ###""",
    "blinker": "###",
    "toad": """
        .###
        ###.""",
    "r-pentomino": """
        .##
        ##.
        .#.""",
}


def parse(picture):
    lines = [ln.strip() for ln in picture.strip().splitlines()]
    return frozenset((x, y) for y, ln in enumerate(lines) for x, c in enumerate(ln) if c == "#")


def step(cells):
    near = Counter((x + dx, y + dy) for x, y in cells
                   for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
    return frozenset(c for c, n in near.items() if n == 3 or n == 2 and c in cells)


def render(cells, pad=0):
    if not cells:
        return "(empty)"
    xs, ys = zip(*cells)
    return "\n".join("".join(".#"[(x, y) in cells] for x in range(min(xs) - pad, max(xs) + pad + 1))
                     for y in range(min(ys) - pad, max(ys) + pad + 1))


def period(cells, limit=50):
    """(first generation, period, offset) of the repeating shape."""
    seen = {}
    for gen in range(limit):
        mx, my = min(x for x, _ in cells), min(y for _, y in cells)
        shape = frozenset((x - mx, y - my) for x, y in cells)
        if shape in seen:
            g0, x0, y0 = seen[shape]
            return g0, gen - g0, (mx - x0, my - y0)
        seen[shape] = gen, mx, my
        cells = step(cells)
    return None


class BitBoard:
    """A W x H board held in one integer; edges are dead."""

    def __init__(self, width, height, cells=()):
        self.w, self.h = width, height
        self.full = (1 << width * height) - 1
        column = sum(1 << width * y for y in range(height))
        self.not_left = self.full & ~column
        self.not_right = self.full & ~(column << width - 1)
        self.bits = 0
        for x, y in cells:
            self.bits |= 1 << (y * width + x)

    def step(self):
        b, w = self.bits, self.w
        left, right = (b & self.not_left) >> 1, (b & self.not_right) << 1
        neighbours = []
        for row in (b, left, right):
            neighbours += [row << w & self.full, row >> w]
        neighbours += [left, right]
        ones = twos = fours = 0
        for n in neighbours:
            carry = ones & n
            ones ^= n
            carry2 = twos & carry
            twos ^= carry
            fours |= carry2
        self.bits = twos & ~fours & (ones | b)
        return self

    def cells(self):
        return frozenset((i % self.w, i // self.w) for i in range(self.bits.bit_length()) if self.bits >> i & 1)

    def __len__(self):
        return self.bits.bit_count()


for name, pic in PATTERNS.items():
    print(f"{name}: {len(parse(pic))} cells, period {period(parse(pic))}")
glider = parse(PATTERNS["glider"])
for gen in range(5):
    print(f"gen {gen}", *render(glider, 1).split("\n"), sep="  ")
    glider = step(glider)
cells = frozenset((x + 20, y + 20) for x, y in parse(PATTERNS["r-pentomino"]))
board = BitBoard(44, 44, cells)
history = []
for gen in range(60):
    assert board.cells() == cells, f"mismatch at generation {gen}"
    history.append(len(board))
    cells = step(cells)
    board.step()
print("population", history)
print(render(cells))
print(f"{board.bits % (10**9 + 7)} {board.bits.bit_length()} {hex(board.bits)[:20]} {len(str(board.bits))}")
print("min/max", min(history), max(history), "still life?", step(parse("##\n##")) == parse("##\n##"), render(step(parse("#"))))
