def powerset(s):
    out = [frozenset()]
    for x in sorted(s): out += [t | {x} for t in out]
    return out
p = powerset({1, 2, 3}); print(len(p), len(set(p)), sorted(map(sorted, p)))
edges = [(1, 2), (2, 3), (3, 1), (4, 5), (6, 6), (5, 7)]
graph = {}
for a, b in edges: graph.setdefault(a, set()).add(b); graph.setdefault(b, set()).add(a)
def component(n):
    seen, todo = set(), [n]
    while todo:
        if (x := todo.pop()) not in seen: seen.add(x); todo.extend(graph[x] - seen)
    return frozenset(seen)
print(sorted(sorted(c) for c in {component(n) for n in graph}), {n: sorted(graph[n]) for n in sorted(graph)})
def sieve(n):
    s = set(range(2, n))
    for i in range(2, int(n ** 0.5) + 1):
        if i in s: s -= set(range(i * i, n, i))
    return sorted(s)
print(sieve(80), len(sieve(2000)))
life = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(8):
    counts = {}
    for x, y in life:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    life = {c for c, n in counts.items() if n == 3 or n == 2 and c in life}
print(sorted(life))
seen = set(); dup = [x for x in [3, 1, 3, 2, 1] if x in seen or seen.add(x)]; print(dup, sorted(seen), len({0, False, 0.0, 0j}), {1} | {1.0}, {True} | {1})
a, b = {1, 2}, {2, 3}; a ^= b; b -= a; print(a, b, a.isdisjoint(b), set.union(*[{i} for i in range(4)]), set.intersection({1, 2}, {2}, [2, 9]), frozenset.difference(frozenset([1, 2]), [1]))
