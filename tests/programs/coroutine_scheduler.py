"""A hand-written event loop for async/await, driven with coro.send."""
import heapq
from collections import deque
from itertools import count


class Suspend:
    def __init__(self, kind, payload=None):
        self.kind, self.payload = kind, payload

    def __await__(self):
        return (yield self.kind, self.payload)


class Cancelled(BaseException):
    pass


class Task:
    ids = count(1)

    def __init__(self, coro):
        self.id, self.coro = next(self.ids), coro
        self.name = coro.__qualname__
        self.done, self.result, self.error = False, None, None
        self.waiters = []

    def __await__(self):
        if not self.done:
            yield "join", self
        if self.error:
            raise self.error
        return self.result


class Loop:
    def __init__(self):
        self.now, self.ready, self.timers, self.seq = 0, deque(), [], count()

    def spawn(self, coro):
        task = Task(coro)
        self.ready.append((task, None))
        return task

    def step(self, task, value):
        try:
            if isinstance(value, BaseException):
                kind, payload = task.coro.throw(value)
            else:
                kind, payload = task.coro.send(value)
        except StopIteration as stop:
            task.result = stop.value
        except (Exception, Cancelled) as e:
            task.error = e
        else:
            match kind, payload:
                case "sleep", delay:
                    heapq.heappush(self.timers, (self.now + delay, next(self.seq), task))
                case "join", other:
                    other.waiters.append(task)
                case "spawn", coro:
                    self.ready.append((task, self.spawn(coro)))
                case "cancel", other:
                    self.timers = [t for t in self.timers if t[2] is not other]
                    heapq.heapify(self.timers)
                    self.ready += [(other, Cancelled("stop")), (task, None)]
                case "wait", queue:
                    queue.append(task)
            return
        task.done = True
        self.ready.extend((w, None) for w in task.waiters)

    def run(self, main):
        root = self.spawn(main)
        while not root.done:
            if self.ready:
                self.step(*self.ready.popleft())
            elif self.timers:
                self.now, _, task = heapq.heappop(self.timers)
                self.ready.append((task, self.now))
            else:
                raise RuntimeError("deadlock")
        if root.error:
            raise root.error
        return root.result


loop = Loop()
say = lambda *a: print(f"[{loop.now:>3}]", *a)
sleep = lambda n: Suspend("sleep", n)
spawn = lambda c: Suspend("spawn", c)


class Channel:
    def __init__(self):
        self.items, self.getters = deque(), deque()

    def put(self, x):
        self.items.append(x)
        if self.getters:
            loop.ready.append((self.getters.popleft(), None))

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self.items:
            await Suspend("wait", self.getters)
        if (x := self.items.popleft()) is None:
            raise StopAsyncIteration
        return x

    async def __aenter__(self):
        say("channel open")
        return self

    async def __aexit__(self, et, ev, tb):
        say("channel closed", et and et.__name__, ev)
        return et is ZeroDivisionError


async def producer(ch, n):
    for i in range(n):
        await sleep(3)
        ch.put(i * i)
    ch.put(None)
    return "produced %d" % n


async def ticker():
    ticks = 0
    try:
        while True:
            woke = await sleep(4)
            ticks += 1
            say("tick", ticks, woke)
    except Cancelled as e:
        say("ticker cancelled:", e)
        return ticks
    finally:
        say("ticker cleanup")


async def agen(n):
    for i in range(n):
        await sleep(1)
        yield i


async def fails():
    await sleep(2)
    return {}["missing"]


async def main():
    tick = await spawn(ticker())
    async with Channel() as ch:
        p = await spawn(producer(ch, 5))
        got = [x async for x in ch if x % 2 == 0]
        say("got", got, await p, p.name, p.id)
        1 / 0
    await Suspend("cancel", tick)
    say("ticks", await tick)
    say({i: await (await spawn(producer(Channel(), i))) async for i in agen(3)})
    try:
        await (await spawn(fails()))
    except KeyError as e:
        say("caught", repr(e))
    async for x in agen(2):
        say("async for", x)
    else:
        say("exhausted")
    return sum([x async for x in agen(5)])

print("result", loop.run(main()), "at", loop.now)
try:
    Loop().run(Channel().__anext__())
except RuntimeError as e:
    print("RuntimeError:", e)
c = fails()
print(c.__name__, c.cr_running, c.send(None)), c.close()
try:
    c.send(None)
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    fails().send(1)
except TypeError as e:
    print("TypeError:", e)
