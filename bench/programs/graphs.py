"""Searches in graphs: breadth first with sets and deques, Dijkstra and A* with heapq, strongly connected components, an order of tasks."""
import heapq
from collections import defaultdict, deque


def random(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield seed >> 33


def make_graph(nodes, degree, seed):
    numbers = random(seed)
    graph = defaultdict(dict)
    for a in range(nodes):
        graph[a][(a + 1) % nodes] = 1000
        for _ in range(degree):
            graph[a][next(numbers) % nodes] = next(numbers) % 99 + 1
    return graph


def reach(graph, start):
    """How many nodes are at each distance in edges."""
    seen, edge, sizes = {start}, {start}, []
    while edge:
        sizes.append(len(edge))
        edge = {b for a in edge for b in graph[a]} - seen
        seen |= edge
    return sizes


def dijkstra(graph, start):
    best, queue, before = {start: 0}, [(0, start)], {}
    done = set()
    while queue:
        cost, a = heapq.heappop(queue)
        if a in done:
            continue
        done.add(a)
        for b, weight in graph[a].items():
            if b not in best or cost + weight < best[b]:
                best[b] = cost + weight
                before[b] = a
                heapq.heappush(queue, (cost + weight, b))
    return best, before


def path(before, end):
    way = deque([end])
    while way[0] in before:
        way.appendleft(before[way[0]])
    return list(way)


def maze(size, seed):
    numbers = random(seed)
    free = {(x, y) for x in range(size) for y in range(size) if next(numbers) % 100 < 70}
    return free | {(0, 0), (size - 1, size - 1)} | {(0, i) for i in range(size)} | {(i, size - 1) for i in range(size)}


def a_star(free, start, end):
    queue, cost = [(0, start)], {start: 0}
    expanded = 0
    while queue:
        _, here = heapq.heappop(queue)
        expanded += 1
        if here == end:
            return cost[here], expanded
        x, y = here
        for there in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if there in free and (there not in cost or cost[here] + 1 < cost[there]):
                cost[there] = cost[here] + 1
                guess = abs(end[0] - there[0]) + abs(end[1] - there[1])
                heapq.heappush(queue, (cost[there] + guess, there))
    return None, expanded


def components(graph):
    """Tarjan's, without recursion."""
    index, low, stack, inside, found = {}, {}, [], set(), []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        inside.add(root)
        while work:
            a, rest = work[-1]
            for b in rest:
                if b not in index:
                    index[b] = low[b] = len(index)
                    stack.append(b)
                    inside.add(b)
                    work.append((b, iter(graph[b])))
                    break
                if b in inside:
                    low[a] = min(low[a], index[b])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[a])
                if low[a] == index[a]:
                    part = set()
                    while a not in part:
                        part.add(stack.pop())
                    inside -= part
                    found.append(part)
    return found


def order(needs):
    missing = {task: len(before) for task, before in needs.items()}
    after = defaultdict(list)
    for task, before in needs.items():
        for b in before:
            after[b].append(task)
    ready = deque(sorted(t for t, n in missing.items() if not n))
    out = []
    while ready:
        out.append(ready.popleft())
        for task in after[out[-1]]:
            missing[task] -= 1
            if not missing[task]:
                ready.append(task)
    return out


graph = make_graph(35000, 4, 1)
print(reach(graph, 0))
best, before = dijkstra(graph, 0)
far = max(best, key=lambda n: (best[n], n))
print(sum(best.values()), far, best[far], path(before, far))
print(a_star(maze(400, 7), (0, 0), (399, 399)))
thin = {a: [b for b, weight in edges.items() if weight < 45] for a, edges in graph.items()}
print(sorted(map(len, components(thin)), reverse=True)[:5])
needs = {f'task{a}': {f'task{b}' for b in edges if b < a} for a, edges in graph.items()}
schedule = order(needs)
print(len(schedule), schedule[:3], schedule[-3:])
