# Discrete events: a queue at a counter, with statistics.
import heapq
class Random:
    def __init__(self, seed): self.s = seed
    def next(self): self.s = (self.s * 1664525 + 1013904223) & 0xffffffff; return self.s / 2**32
    def between(self, a, b): return a + int(self.next() * (b - a + 1))
class Simulation:
    def __init__(self, seed, clerks): self.r, self.free, self.queue, self.events, self.now, self.n = Random(seed), clerks, [], [], 0, 0; self.waits = []; self.longest = 0
    def at(self, delay, f, *a): self.n += 1; heapq.heappush(self.events, (self.now + delay, self.n, f, a))
    def arrive(self, who):
        if self.free: self.free -= 1; self.serve(who, self.now)
        else: self.queue.append((who, self.now)); self.longest = max(self.longest, len(self.queue))
        if who < 300: self.at(self.r.between(1, 5), self.arrive, who + 1)
    def serve(self, who, since): self.waits.append(self.now - since); self.at(self.r.between(2, 9), self.leave, who)
    def leave(self, who):
        if self.queue: self.serve(*self.queue.pop(0))
        else: self.free += 1
    def run(self):
        self.at(0, self.arrive, 1)
        while self.events: self.now, _, f, a = heapq.heappop(self.events); f(*a)
        return self
def mean(v): return sum(v) / len(v) if v else 0
def histogram(v, width=10):
    bins = {}
    for x in v: bins[x // width] = bins.get(x // width, 0) + 1
    for b in sorted(bins): print(f'{b * width:4}-{b * width + width - 1:<4} {bins[b]:4} {"*" * (bins[b] // 5)}')
for clerks in (1, 2, 3):
    s = Simulation(7, clerks).run()
    w = sorted(s.waits)
    print(f'{clerks} clerks: end {s.now}, served {len(w)}, mean {mean(w):.3f}, median {w[len(w) // 2]}, p90 {w[len(w) * 9 // 10]}, max {w[-1]}, longest queue {s.longest}, free {s.free}')
histogram(Simulation(7, 2).run().waits)
