# Generators as coroutines: averaging, pipelines, round robin.
def averager():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        total += x; n += 1
        avg = total / n
a = averager(); next(a); print(a.send(10), a.send(20), a.send(60))
def start(f):
    def s(*args):
        g = f(*args)
        next(g)
        return g
    return s
@start
def printer():
    while True: print('<', (yield))
@start
def mapper(f, target):
    while True: target.send(f((yield)))
@start
def broadcast(*targets):
    while True:
        x = yield
        for t in targets: t.send(x)
b = broadcast(mapper(str.upper, printer()), mapper(len, printer()))
for w in ('one', 'three'): b.send(w)
def task(name, n):
    for i in range(n):
        yield f'{name}{i}'
queue = [task('a', 3), task('b', 1), task('c', 2)]
out = []
while queue:
    t = queue.pop(0)
    try:
        out.append(next(t))
        queue.append(t)
    except StopIteration:
        pass
print(out)
def primes():
    found, n = [], 2
    while True:
        if all(n % p for p in found):
            found.append(n); yield n
        n += 1
p = primes(); print([next(p) for _ in range(15)])
