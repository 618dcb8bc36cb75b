# Classes and methods: a machine of tasks and packets in the manner of the Richards benchmark.
class Packet:
    def __init__(self, link, ident, kind):
        self.link, self.ident, self.kind = link, ident, kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        p = queue
        while p.link is not None:
            p = p.link
        p.link = self
        return queue


class Task:
    def __init__(self, machine, ident, priority, queue):
        self.machine, self.ident, self.priority, self.queue = machine, ident, priority, queue
        self.held = False
        self.done = 0
        machine.add(self)

    def give(self, packet):
        self.queue = packet.append_to(self.queue)

    def ready(self):
        return not self.held

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
        return packet

    def run(self):
        self.done += 1
        self.step(self.take())


class Idle(Task):
    def __init__(self, machine, ident, count):
        super().__init__(machine, ident, 0, None)
        self.control, self.count = 1, count

    def step(self, packet):
        self.count -= 1
        if self.count <= 0:
            self.machine.stopped = True
        elif self.control & 1:
            self.control = self.control // 2 ^ 0xD008
            self.machine.release(5)
        else:
            self.control //= 2
            self.machine.release(6)


class Worker(Task):
    def __init__(self, machine, ident, priority, queue):
        super().__init__(machine, ident, priority, queue)
        self.letter = 0

    def ready(self):
        return self.queue is not None

    def step(self, packet):
        for i in range(4):
            self.letter = (self.letter + 1) % 26
            packet.data[i] = 65 + self.letter
        packet.datum = 0
        packet.ident = self.ident
        self.machine.send(packet, 3 if self.letter % 2 else 4)


class Handler(Task):
    def ready(self):
        return self.queue is not None

    def step(self, packet):
        if packet.datum < 4:
            packet.datum += 1
            self.machine.send(packet, 5 if self.ident == 3 else 6)
        else:
            self.machine.send(packet, 2)


class Device(Task):
    def ready(self):
        return self.queue is not None and not self.held

    def step(self, packet):
        self.held = True
        self.machine.sent += 1
        self.machine.send(packet, 3 if self.ident == 5 else 4)


class Machine:
    def __init__(self):
        self.tasks, self.order = {}, []
        self.sent, self.stopped = 0, False

    def add(self, task):
        self.tasks[task.ident] = task
        self.order.append(task)
        self.order.sort(key=lambda t: -t.priority)

    def release(self, ident):
        self.tasks[ident].held = False

    def send(self, packet, ident):
        self.tasks[ident].give(packet)

    def run(self):
        while not self.stopped:
            for task in self.order:
                if task.ready():
                    task.run()
                    break


machine = Machine()
Idle(machine, 1, 500000)
Worker(machine, 2, 1000, Packet(Packet(None, 2, 1), 2, 1))
Handler(machine, 3, 2000, Packet(Packet(Packet(None, 5, 0), 5, 0), 5, 0))
Handler(machine, 4, 3000, Packet(Packet(Packet(None, 6, 0), 6, 0), 6, 0))
Device(machine, 5, 4000, None)
Device(machine, 6, 5000, None)
machine.run()
print(machine.sent, [t.done for t in machine.order])
