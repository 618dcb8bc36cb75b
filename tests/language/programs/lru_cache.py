# An LRU cache as a doubly linked list and a dictionary.
class Node:
    __slots__ = ('key', 'value', 'prev', 'next')
    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self
    def unlink(self):
        self.prev.next, self.next.prev = self.next, self.prev
    def insert_after(self, other):
        self.prev, self.next = other, other.next
        other.next.prev = self
        other.next = self
class LRU:
    def __init__(self, capacity, on_evict=None):
        if capacity < 1: raise ValueError('capacity must be positive')
        self.capacity, self.on_evict = capacity, on_evict
        self.root, self.map = Node(), {}
        self.hits = self.misses = 0
    def __len__(self): return len(self.map)
    def __contains__(self, key): return key in self.map
    def __iter__(self):
        node = self.root.next
        while node is not self.root:
            yield node.key
            node = node.next
    def __getitem__(self, key):
        try:
            node = self.map[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        node.unlink(); node.insert_after(self.root)
        return node.value
    def __setitem__(self, key, value):
        if key in self.map:
            self.map[key].value = value
            self[key]
            return
        if len(self.map) == self.capacity:
            old = self.root.prev
            old.unlink(); del self.map[old.key]
            if self.on_evict: self.on_evict(old.key, old.value)
        node = self.map[key] = Node(key, value)
        node.insert_after(self.root)
    def __delitem__(self, key): self.map.pop(key).unlink()
    def __repr__(self): return f'LRU({", ".join(f"{k!r}: {self.map[k].value!r}" for k in self)})'
    def get(self, key, default=None):
        try: return self[key]
        except KeyError: return default
evicted = []
c = LRU(3, lambda k, v: evicted.append((k, v)))
for i, k in enumerate('abc'): c[k] = i
print(c, len(c), 'a' in c)
print(c['a'], c); c['d'] = 3; print(c, evicted, c.get('b'), c.get('b', 'gone'))
c['c'] = 'new'; print(c, list(c)); del c['a']; print(c, c.hits, c.misses)
try: c['zz']
except KeyError as e: print('KeyError', e)
try: LRU(0)
except ValueError as e: print(e)
def cached(capacity):
    def deco(f):
        store = LRU(capacity)
        def g(*args):
            try: return store[args]
            except KeyError:
                store[args] = value = f(*args)
                return value
        g.store = store
        return g
    return deco
@cached(50)
def paths(x, y): return 1 if x == 0 or y == 0 else paths(x - 1, y) + paths(x, y - 1)
print(paths(12, 12), len(paths.store), paths.store.hits > 0)
big = LRU(100)
for i in range(3000):
    big[i * 7 % 257] = i
    big.get(i % 50)
print(len(big), sorted(big)[:10], big.hits, big.misses, sum(big.map[k].value for k in big))
