"""What the tests' programs have too little of for a profile: much data. Tables of every width, long lists, long texts, heaps that are collected."""
import heapq
from collections import Counter, OrderedDict, defaultdict, deque


class Station:
    def __init__(self, name, x, y):
        self.name, self.x, self.y = name, x, y
        self.readings = []
        self.total = 0.0

    def add(self, reading):
        self.readings.append(reading)
        self.total += reading

    @property
    def mean(self):
        return self.total / len(self.readings) if self.readings else 0.0

    def __lt__(self, other):
        return (self.mean, self.name) < (other.mean, other.name)


def numbers(count, seed=12345):
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed >> 4


def tables(count):
    """int, str, tuple and float keys; found, missing, replaced, deleted."""
    seen, names, pairs, rest = {}, {}, {}, {}
    for i, n in enumerate(numbers(count)):
        key = n % (2 * count)
        seen[key] = seen.get(key, 0) + 1
        if n not in rest:
            rest[n] = i
        name = 'k%d' % key
        names[name] = names.get(name, 0) + 1
        pairs[key % 300, i % 300] = name
        if i % 5 == 0 and key + 1 in seen:
            del seen[key + 1]
    floats = {n / 3: n for n in rest}
    found = sum(1 for n in range(count) if n in seen)
    twice = {k: v for k, v in names.items() if v > 1}
    return found, len(names), len(twice), len(pairs), len(floats), sum(seen.values()), sum(rest[n] for n in list(rest)[:1000])


def sets(count):
    a, b = set(numbers(count)), {n % count for n in numbers(count, 99)}
    words = {'w' + str(n) for n in b}
    return len(a | b), len(a & b), len(a - b), len(a ^ b), len(words), sum(1 for n in range(count) if n in b), 'w7' in words


def lists(count):
    values = list(numbers(count))
    squares = [v * v % 1009 for v in values]
    values.sort()
    by_digit = sorted(values, key=lambda v: (v % 10, v))
    pairs = sorted(zip(squares, values), reverse=True)
    texts = sorted(str(v) for v in values)
    heap = []
    for v in squares:
        heapq.heappush(heap, (v, len(heap)))
    drained = [heapq.heappop(heap)[0] for _ in range(len(heap))]
    queue = deque(maxlen=1000)
    for i in range(0, len(values), 2):
        values[i] += 1
        queue.append(values[i])
    total = 0
    for i in range(len(values)):
        total += values[i] * (i % 3)
    return total, by_digit[:2], pairs[0], texts[0], drained[0], len(queue), max(squares), values[::-1000][:3]


def texts(count):
    lines = [f'{n % 97:>4} {n % 1013:05d} station-{n % 57} {n / 7:.3f}' for n in numbers(count)]
    text = '\n'.join(lines)
    words = Counter(w.strip('-,.') for w in text.lower().split())
    groups = defaultdict(list)
    for line in text.splitlines():
        a, b, name, value = line.split()
        groups[name].append(float(value) + int(a))
    upper = ''.join(c.upper() if c.isalpha() else c for c in text[:20000])
    report = ['%-12s %8.2f %d' % (name, sum(v) / len(v), len(v)) for name, v in sorted(groups.items())]
    return words.most_common(3), len(upper), report[0], text.count('station-5'), text.replace('station', 's').find('s-56')


def objects(count):
    stations = [Station('s%d' % i, i % 20, i // 20) for i in range(400)]
    order = OrderedDict()
    for n in numbers(count):
        station = stations[n % 400]
        station.add((n % 1000) / 10)
        order[station.name] = n
        order.move_to_end(station.name)
        if n % 50 == 0:
            order.popitem(last=False)
    best = sorted(stations)[-3:]
    near = [(a.name, b.name) for a in stations[:60] for b in stations[:60] if a is not b and abs(a.x - b.x) + abs(a.y - b.y) < 2]
    return [s.name for s in best], len(near), len(order)


def loops(count):
    """What the loop of the interpreter itself does: indices, arithmetic, attributes, calls."""
    values = [n % 1000 for n in numbers(count)]
    for i in range(1, 400):  # insertion sort
        k = i
        while k > 0 and values[k - 1] > values[k]:
            values[k - 1], values[k] = values[k], values[k - 1]
            k -= 1
    sums = [0] * (count + 1)
    for i in range(count):
        sums[i + 1] = sums[i] + values[i]
    marked = [False] * count
    for step in range(2, 30):
        for k in range(step * step, count, step):
            marked[k] = True
    stack = []
    for v in values:
        if stack and stack[-1] < v:
            stack.pop()
        else:
            stack.append(v)

    def hanoi(n, a, b, c):
        return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)

    x, best = 0.0, 0
    for i in range(count):
        x = x * x / 2.0 - 1.1 + i * 1e-7
        if abs(x) > best:
            best = abs(x)
    station = Station('moving', 0, 0)
    for i in range(count):
        station.x += 1
        station.y = station.x * 2 - station.y
        if station.x % 5 == 0:
            station.total += station.y / 3
    return sums[-1], sum(marked), len(stack), hanoi(13, 'a', 'b', 'c'), best < 2, station.x, station.total


def grid(size):
    cells = {(x, y) for x in range(size) for y in range(size) if (x * x + 3 * y) % 7 < 3}
    for _ in range(3):
        around = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
        cells = {c for c, n in around.items() if n == 3 or n == 2 and c in cells}
    matrix = [[(i * j) % 11 + 0.5 for j in range(size)] for i in range(size)]
    product = [[sum(a * b for a, b in zip(row, column)) for column in zip(*matrix)] for row in matrix[:20]]
    return len(cells), product[3][4]


for part, count in (loops, 50000), (tables, 60000), (sets, 40000), (lists, 30000), (texts, 20000), (objects, 30000), (grid, 120):
    print(part.__name__, part(count))
