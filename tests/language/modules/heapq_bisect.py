import heapq, bisect
h = []
for x in (5, 1, 4, 1, 5, 9, 2, 6): heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(len(h))])
a = [9, 3, 7, 1, 8]; heapq.heapify(a); print(a, heapq.heapreplace(a, 2), heapq.heappushpop(a, 0), a)
print(heapq.nlargest(3, [1, 8, 2, 23, 7]), heapq.nsmallest(2, 'hello'), heapq.nlargest(2, ['aa', 'b', 'cccc'], key=len), list(heapq.merge([1, 4], [2, 3], [0, 9])), list(heapq.merge('ca', 'b', reverse=True)), heapq.nsmallest(0, [1]))
try: heapq.heappop([])
except IndexError: print('IndexError')
tasks = []
for p, name in [(3, 'low'), (1, 'high'), (2, 'mid'), (1, 'also')]: heapq.heappush(tasks, (p, len(tasks), name))
print([heapq.heappop(tasks)[2] for _ in range(4)])
s = [1, 3, 3, 5, 7]
print(bisect.bisect(s, 3), bisect.bisect_left(s, 3), bisect.bisect_right(s, 0), bisect.bisect(s, 99), bisect.bisect_left(s, 5, 1, 3), bisect.bisect([5, 3, 1], -3, key=lambda x: -x))
bisect.insort(s, 4); bisect.insort_left(s, 3); print(s)
try: bisect.bisect([1], 1, -1)
except ValueError as e: print(e)
def grade(x): return 'FDCBA'[bisect.bisect([60, 70, 80, 90], x)]
print([grade(x) for x in (33, 99, 77, 70, 89, 90, 100)])
class L:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v > o.v
q = []
for v in (1, 5, 3): heapq.heappush(q, L(v))
print([heapq.heappop(q).v for _ in range(3)])
