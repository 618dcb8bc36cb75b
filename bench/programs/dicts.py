# Dictionaries with integers and strings as keys.
def count(words):
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    return counts


def collatz(limit):
    known = {1: 1}
    best = (1, 1)
    for start in range(2, limit):
        n, path = start, 0
        while n not in known:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            path += 1
        length = known[n] + path
        known[start] = length
        if length > best[0]:
            best = (length, start)
    return best


words = ['w' + str(i * i % 1013) for i in range(200000)]
counts = {}
for _ in range(6):
    counts = count(words)
print(len(counts), max(counts.values()))
print(collatz(250000))
grid = {(x, y): x * y for x in range(300) for y in range(300)}
print(sum(grid[x, x] for x in range(300)), len({k: v for k, v in grid.items() if v % 7 == 0}))
