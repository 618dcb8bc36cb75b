# Which items a sort compares, how many times and in which order, on inputs of several kinds.
import functools

def numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed >> 8

r = numbers(1)

def kinds(n):
    yield 'random', [next(r) for i in range(n)]
    yield 'sorted', list(range(n))
    yield 'reversed', list(range(n, 0, -1))
    yield 'few distinct', [next(r) % 4 for i in range(n)]
    yield 'all equal', [1] * n
    yield 'sorted, then some random', list(range(n)) + [next(r) % (n + 1) for i in range(n // 10)]
    yield 'saw', [i % 37 for i in range(n)]
    yield 'two interleaved', list(range(0, n, 2)) + list(range(1, n, 2))
    yield 'two blocks swapped', list(range(n // 3, n)) + list(range(n // 3))
    yield 'up and down', list(range(n)) + list(range(n, 0, -1))
    yield 'long streaks', [i // 50 * 2 for i in range(n)] + [i // 30 * 2 + 1 for i in range(n)]
    yield 'runs of many lengths', [x for i in range(10) for x in sorted(next(r) % 1000 for j in range(next(r) % (n // 4 + 1)))]

class Counted:
    def __init__(self, value, number):
        self.value, self.number = value, number
    def __lt__(self, other):
        global count, trail
        count += 1
        trail = (trail * 31 + self.number * 7 + other.number) % 1000000007
        return self.value < other.value

for n in 1, 2, 3, 10, 63, 64, 65, 130, 200:
    for name, values in kinds(n):
        for reverse in False, True:
            count = trail = 0
            items = [Counted(v, i) for i, v in enumerate(values)]
            items.sort(reverse=reverse)
            print(n, name, reverse, count, trail, sum(i * k.number for i, k in enumerate(items)))

def compare(a, b):
    global count
    count += 1
    return a[0] - b[0] or b[1] - a[1]

rows = [(i * 7919 % 100, i * 104729 % 50, str(i)) for i in range(2000)]
count = 0
print(sorted(rows, key=functools.cmp_to_key(compare))[::100], count)
