"""Discrete event simulation: customers, tellers, generators as processes."""
import heapq
import itertools
from collections import defaultdict, deque, namedtuple

Event = namedtuple("Event", "time seq process value", defaults=(None,))
Timeout = namedtuple("Timeout", ["delay"])
Acquire = namedtuple("Acquire", "resource")
Release = namedtuple("Release", "resource")


def lcg(seed):
    while True:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 8


class Resource:
    def __init__(self, name, capacity):
        self.name, self.free = name, capacity
        self.waiting = deque()
        self.peak = 0


class Simulator:
    def __init__(self):
        self.now = 0
        self.queue = []
        self.counter = itertools.count()
        self.finished = {}

    def schedule(self, delay, process, value=None):
        heapq.heappush(self.queue, Event(self.now + delay, next(self.counter), process, value))

    def step(self, process, value):
        while True:
            try:
                request = process.send(value)
            except StopIteration as stop:
                self.finished[process.__name__ if stop.value is None else stop.value[0]] = stop.value
                return
            match request:
                case Timeout(delay=d) if d < 0:
                    try:
                        process.throw(ValueError(f"negative delay {d}"))
                    except StopIteration as stop:
                        self.finished[stop.value[0]] = stop.value
                    return
                case Timeout(d):
                    return self.schedule(d, process)
                case Acquire(resource=r):
                    if r.free:
                        r.free -= 1
                        value = self.now
                        continue
                    r.waiting.append(process)
                    r.peak = max(r.peak, len(r.waiting))
                    return
                case Release(r):
                    if r.waiting:
                        self.schedule(0, r.waiting.popleft(), self.now)
                    else:
                        r.free += 1
                    value = None
                case other:
                    raise TypeError(f"unknown request {other!r}")

    def run(self, until):
        while self.queue and self.queue[0].time <= until:
            ev = heapq.heappop(self.queue)
            self.now = ev.time
            self.step(ev.process, ev.value)


log = []
waits = defaultdict(list)


def customer(name, tellers, service, sim):
    arrived = sim.now
    got = yield Acquire(tellers)
    waits[tellers.name].append(got - arrived)
    log.append(f"t={got:>4} {name:<8} served (waited {got - arrived})")
    try:
        yield Timeout(service)
    except ValueError as e:
        log.append(f"t={sim.now:>4} {name:<8} refused: {e}")
        return name, arrived, None
    finally:
        log.append(f"t={sim.now:>4} {name:<8} leaves")
    yield Release(tellers)
    return name, arrived, sim.now


def arrivals(sim, tellers, rnd, count):
    for i in range(count):
        yield Timeout(next(rnd) % 7)
        service = 4 + next(rnd) % 12
        sim.schedule(0, customer(f"cust-{i:02}", tellers, service if i != 5 else -1, sim))


sim = Simulator()
tellers = Resource("tellers", 2)
sim.schedule(0, arrivals(sim, tellers, lcg(2024), 14))
sim.run(until=200)
print("\n".join(log))
print("finished at", sim.now, "free", tellers.free, "peak queue", tellers.peak)
done = [v for v in sim.finished.values() if v]
print("mean wait", sum(waits["tellers"]) / len(waits["tellers"]), "max", max(waits["tellers"]))
for name, group in itertools.groupby(sorted(done, key=lambda t: (t[2] is None, t[1] // 20)), lambda t: t[1] // 20):
    print(f"window {name * 20:>3}+:", *(f"{n[5:]}@{e}" for n, _, e in group))
sample = Event(1, 2, "p")
print(sample, sample._replace(time=5), Event._fields, sample._asdict())
try:
    sim.schedule(0, (x for x in ["junk"]))
    sim.run(10 ** 9)
except TypeError as e:
    print("TypeError:", e)
