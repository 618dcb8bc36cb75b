"""Dijkstra, topological sort, union-find MST, BFS, Floyd-Warshall, SCC."""
import heapq
import math
from collections import defaultdict, deque


class Graph:
    def __init__(self, edges, directed=False):
        self.adj = defaultdict(dict)
        for a, b, w in edges:
            self.adj[a][b] = w
            self.adj[b]
            if not directed:
                self.adj[b][a] = w

    def __iter__(self):
        return iter(sorted(self.adj))

    def __len__(self):
        return len(self.adj)

    def __contains__(self, n):
        return n in self.adj

    def dijkstra(self, start):
        dist, prev = {n: math.inf for n in self}, {}
        dist[start] = 0
        heap = [(0, start)]
        while heap:
            d, u = heapq.heappop(heap)
            if d > dist[u]:
                continue
            for v, w in self.adj[u].items():
                if (nd := d + w) < dist[v]:
                    dist[v], prev[v] = nd, u
                    heapq.heappush(heap, (nd, v))
        return dist, prev

    def path(self, start, goal):
        dist, prev = self.dijkstra(start)
        if dist[goal] == math.inf:
            return None
        out = [goal]
        while out[-1] != start:
            out.append(prev[out[-1]])
        return out[::-1], dist[goal]

    def bfs_layers(self, start):
        seen, frontier = {start}, [start]
        while frontier:
            yield frontier
            frontier = sorted({v for u in frontier for v in self.adj[u]} - seen)
            seen.update(frontier)

    def toposort(self):
        indeg = dict.fromkeys(self.adj, 0)
        for u in self.adj:
            for v in self.adj[u]:
                indeg[v] += 1
        ready = [n for n, d in indeg.items() if d == 0]
        heapq.heapify(ready)
        order = []
        while ready:
            u = heapq.heappop(ready)
            order.append(u)
            for v in self.adj[u]:
                indeg[v] -= 1
                if not indeg[v]:
                    heapq.heappush(ready, v)
        if len(order) < len(self):
            raise ValueError(f"cycle among {sorted(set(self.adj) - set(order))}")
        return order

    def mst(self):
        parent = {n: n for n in self}

        def find(x):
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x
        for w, a, b in sorted((w, a, b) for a in self for b, w in self.adj[a].items() if a < b):
            ra, rb = find(a), find(b)
            if ra != rb:
                parent[ra] = rb
                yield a, b, w

    def scc(self):
        index, low, stack, on, result = {}, {}, [], set(), []

        def visit(u):
            index[u] = low[u] = len(index)
            stack.append(u)
            on.add(u)
            for v in self.adj[u]:
                if v not in index:
                    visit(v)
                    low[u] = min(low[u], low[v])
                elif v in on:
                    low[u] = min(low[u], index[v])
            if low[u] == index[u]:
                comp = []
                while True:
                    comp.append(v := stack.pop())
                    on.discard(v)
                    if v == u:
                        break
                result.append(sorted(comp))
        for u in self:
            if u not in index:
                visit(u)
        return result


roads = Graph([("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15), ("C", "D", 11),
               ("C", "F", 2), ("D", "E", 6), ("E", "F", 9), ("X", "Y", 1.5)])
print(len(roads), "A" in roads, "Q" in roads, list(roads))
for goal in "EDX":
    print(f"A -> {goal}: {roads.path('A', goal)}")
print(roads.dijkstra("A")[0])
print(list(roads.mst()), sum(w for *_, w in roads.mst()))
print(*roads.bfs_layers("B"), sep=" | ")
tasks = [("socks", "shoes", 1), ("pants", "shoes", 1), ("pants", "belt", 1), ("shirt", "tie", 1), ("tie", "jacket", 1), ("belt", "jacket", 1)]
print(" < ".join(Graph(tasks, directed=True).toposort()))
try:
    Graph(tasks + [("jacket", "pants", 1)], directed=True).toposort()
except ValueError as e:
    print("ValueError:", e)
pairs = [(i, (i * 7 + 3) % 20, 1) for i in range(20)] + [(i, (i * 3) % 20, 1) for i in range(0, 20, 3)]
print(Graph(pairs, directed=True).scc())
grid = Graph([((x, y), (x + dx, y + dy), (x * 13 + y * 29) % 17 + 1) for x in range(25) for y in range(25)
              for dx, dy in ((1, 0), (0, 1)) if x + dx < 25 and y + dy < 25])
route, cost = grid.path((0, 0), (24, 24))
print(len(grid), cost, len(route), route[:4], route[-2:])
print(sum(w for _, _, w in grid.mst()), [len(layer) for layer in grid.bfs_layers((12, 12))][::6])
chain = Graph([(i, i + 1, 1) for i in range(600)], directed=True)
print(len(chain.scc()), chain.toposort()[-3:], heapq.nlargest(3, chain), heapq.nsmallest(2, chain, key=lambda n: -n))
