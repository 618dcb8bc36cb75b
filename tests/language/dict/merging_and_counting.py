text = 'the cat the dog a cat the end'
c = {}
for w in text.split(): c[w] = c.get(w, 0) + 1
print(c, sorted(c.items(), key=lambda kv: (-kv[1], kv[0])), max(c, key=c.get), sum(c.values()))
groups = {}
for w in text.split(): groups.setdefault(len(w), []).append(w)
print(groups, {k: sorted(set(v)) for k, v in groups.items()})
inv = {}
for k, v in c.items(): inv.setdefault(v, []).append(k)
print(inv, dict(sorted(inv.items())), {v: k for k, v in {'a': 1, 'b': 1}.items()})
base, over = {'a': 1, 'n': {'x': 1}}, {'b': 2, 'n': {'y': 2}}
def merge(p, q):
    r = {**p}
    for k, v in q.items(): r[k] = merge(r[k], v) if isinstance(v, dict) and isinstance(r.get(k), dict) else v
    return r
print(merge(base, over), base | over, {**base, **over}, base)
tree = {}
for path in ('a/b/c', 'a/b/d', 'a/e', 'f'):
    node = tree
    for part in path.split('/'): node = node.setdefault(part, {})
print(tree)
def walk(t, depth=0):
    for k, v in t.items():
        yield '  ' * depth + k
        yield from walk(v, depth + 1)
print('|'.join(walk(tree)), list(tree) == [*tree.keys()], all(k in tree for k in tree), dict.fromkeys('aab'), len(dict.fromkeys(text)))
squares = {n: n * n for n in range(2000)}
for n in range(0, 2000, 3): squares.pop(n)
squares.update((n, -n) for n in range(5))
print(len(squares), sum(squares.values()), list(squares.items())[:3], list(squares.items())[-3:], next(reversed(squares)))
