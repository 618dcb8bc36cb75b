"""The game of life on a set of cells and on a dictionary of counts, an ant, and falling sand: sets and dictionaries of pairs."""

GUN = '''
........................O
......................O.O
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO
OO........O...O.OO....O.O
..........O.....O.......O
...........O...O
............OO
'''
PENTOMINO = '''
.OO
OO.
.O.
'''


def cells(picture):
    return {(x, y) for y, line in enumerate(picture.strip().splitlines()) for x, c in enumerate(line) if c == 'O'}


def around(x, y):
    return ((x - 1, y - 1), (x, y - 1), (x + 1, y - 1), (x - 1, y), (x + 1, y), (x - 1, y + 1), (x, y + 1), (x + 1, y + 1))


def step_counts(alive):
    counts = {}
    for x, y in alive:
        for cell in around(x, y):
            counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in alive}


def step_sets(alive):
    edge = set().union(*(around(x, y) for x, y in alive)) - alive
    kept = {cell for cell in alive if len(alive.intersection(around(*cell))) in (2, 3)}
    return kept | {cell for cell in edge if sum(c in alive for c in around(*cell)) == 3}


def period(alive, most):
    seen = {}
    for n in range(most):
        key = frozenset(alive)
        if key in seen:
            return seen[key], n - seen[key]
        seen[key] = n
        alive = step_sets(alive)
    return None


def ant(steps):
    black, x, y, dx, dy = set(), 0, 0, 0, -1
    for _ in range(steps):
        if (x, y) in black:
            black.remove((x, y))
            dx, dy = dy, -dx
        else:
            black.add((x, y))
            dx, dy = -dy, dx
        x, y = x + dx, y + dy
    return black


def sand(rocks, floor, source):
    filled = set(rocks)
    fallen, way = 0, [source]
    while way:
        x, y = way[-1]
        for there in ((x, y + 1), (x - 1, y + 1), (x + 1, y + 1)):
            if there[1] < floor and there not in filled:
                way.append(there)
                break
        else:
            filled.add(way.pop())
            fallen += 1
    return fallen


def picture(alive):
    xs, ys = [x for x, _ in alive], [y for _, y in alive]
    return [''.join('.O'[(x, y) in alive] for x in range(min(xs), max(xs) + 1)) for y in range(min(ys), max(ys) + 1)]


alive = cells(PENTOMINO)
sizes = []
for _ in range(400):
    alive = step_counts(alive)
    sizes.append(len(alive))
print(sizes[::40], max(sizes))
alive = cells(GUN)
for _ in range(320):
    alive = step_sets(alive)
print(len(alive), picture(alive)[4], sorted(alive)[-3:])
print(period({(x, 0) for x in range(10)}, 100), period(cells(PENTOMINO), 60))
black = ant(80000)
print(len(black), sum(len(line) for line in picture(black)), min(black), max(black))
print(sand({(x, 60 + abs(x) // 3) for x in range(-40, 40)} | {(40 + i, 30 + i) for i in range(50)}, 150, (0, 0)))
