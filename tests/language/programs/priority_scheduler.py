# Tasks are generators; the scheduler runs them by priority and time.
import heapq
class Sleep:
    def __init__(self, ticks): self.ticks = ticks
class Spawn:
    def __init__(self, gen, name, priority=5): self.gen, self.name, self.priority = gen, name, priority
class Join:
    def __init__(self, name): self.name = name
class Recv:
    def __init__(self, channel): self.channel = channel
class Send:
    def __init__(self, channel, value): self.channel, self.value = channel, value
class Task:
    count = 0
    def __init__(self, name, gen, priority): self.name, self.gen, self.priority, self.result, self.error, self.done = name, gen, priority, None, None, False; self.steps = 0
class Scheduler:
    def __init__(self):
        self.ready, self.sleeping, self.joining, self.now, self.serial = [], [], {}, 0, 0
        self.tasks, self.channels, self.waiting, self.trace = {}, {}, {}, []
    def push(self, task, value=None, error=None):
        self.serial += 1
        heapq.heappush(self.ready, (task.priority, self.serial, task, value, error))
    def spawn(self, gen, name, priority=5):
        self.tasks[name] = task = Task(name, gen, priority)
        self.push(task)
        return task
    def finish(self, task, result=None, error=None):
        task.done, task.result, task.error = True, result, error
        self.trace.append(f'{self.now}:{task.name}{"!" if error else "."}')
        for waiter in self.joining.pop(task.name, ()): self.push(waiter, result, error)
    def step(self, task, value, error):
        task.steps += 1
        try:
            request = task.gen.throw(error) if error else task.gen.send(value)
        except StopIteration as e: return self.finish(task, e.value)
        except Exception as e: return self.finish(task, error=e)
        match request:
            case None: self.push(task)
            case Sleep(ticks=n):
                self.serial += 1
                heapq.heappush(self.sleeping, (self.now + n, self.serial, task))
            case Spawn(gen=g, name=name, priority=p): self.push(task, self.spawn(g, name, p).name)
            case Join(name=name):
                other = self.tasks[name]
                if other.done: self.push(task, other.result, other.error)
                else: self.joining.setdefault(name, []).append(task)
            case Recv(channel=c):
                if self.channels.get(c): self.push(task, self.channels[c].pop(0))
                else: self.waiting.setdefault(c, []).append(task)
            case Send(channel=c, value=v):
                if self.waiting.get(c): self.push(self.waiting[c].pop(0), v)
                else: self.channels.setdefault(c, []).append(v)
                self.push(task)
            case other: self.push(task, error=TypeError(f'bad request {other!r}'))
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready: self.now = self.sleeping[0][0]
            while self.sleeping and self.sleeping[0][0] <= self.now: self.push(heapq.heappop(self.sleeping)[2])
            _, _, task, value, error = heapq.heappop(self.ready)
            self.step(task, value, error)
        return self.trace
def worker(name, n):
    total = 0
    for i in range(n):
        print(f'  {name} {i} at {s.now}')
        yield Sleep(i + 1)
        total += i
    return total
def producer(c, n):
    for i in range(n):
        yield Send(c, i * i)
        yield Sleep(2)
    yield Send(c, None)
def consumer(c):
    got = []
    try:
        while (x := (yield Recv(c))) is not None: got.append(x)
    finally:
        print('  consumer ends with', got)
    return sum(got)
def failing():
    yield Sleep(3)
    raise RuntimeError('task failed')
def main():
    a = yield Spawn(worker('a', 3), 'a', 1)
    b = yield Spawn(worker('b', 2), 'b', 9)
    yield Spawn(consumer('ch'), 'consumer')
    yield Spawn(producer('ch', 4), 'producer')
    yield Spawn(failing(), 'failing')
    results = []
    for n in (a, b, 'consumer'): results.append((yield Join(n)))
    try: yield Join('failing')
    except RuntimeError as e: results.append(str(e))
    try: yield 42
    except TypeError as e: results.append(str(e))
    return results
s = Scheduler(); m = s.spawn(main(), 'main', 0)
print(s.run(), m.result, s.now, {t.name: t.steps for t in s.tasks.values()})
