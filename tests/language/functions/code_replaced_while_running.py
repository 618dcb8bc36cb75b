# The code of a function is replaced while a frame of it runs: the frame goes on with the old one, and neither disturbs what the other
# remembers about its names.
class Point:
    def __init__(self):
        self.a, self.b, self.c, self.d, self.e, self.f, self.g, self.h = range(8)


one, two, three, four, five, six, seven, eight = range(1, 9)


def small():
    return one


def other(p):
    return p.h + p.g + p.f + eight + seven + six


def change(code):
    running.__code__ = code
    total = 0
    for _ in range(20):
        total += running(Point()) if code.co_argcount else running()
    return total


def running(p=None):
    total = []
    for turn in range(12):
        if turn == 6:
            total.append(change(small.__code__))
        if turn == 9:
            total.append(change(other.__code__))
        kept = [[0] * 3 for _ in range(4)]
        total.append(p.a + p.b + p.c + p.d + p.e + p.f + p.g + p.h + one + two + three + four + five + six + seven + eight)
        p.a += 1
        p.h -= len(kept)
        total.append(len(kept) + sum(map(len, kept)))
    return total


before = running.__code__
print(running(Point()))
print(running(Point()))
running.__code__ = before
print(running(Point()))


# The same while a generator is suspended.
def steps(p):
    while True:
        yield p.a + p.b + p.c + p.d + one + two + three


g = steps(Point())
print([next(g) for _ in range(8)])
steps.__code__ = (lambda p: (yield p.h)).__code__
print([next(steps(Point())) for _ in range(8)], [next(g) for _ in range(8)])


# Functions of one code share what they remember where they share globals, and only there.
source = 'def make():\n    return lambda p: (p.a, name, len(p.list))\n'
spaces = [{'name': n} for n in ('x', 'y')]
for space in spaces:
    exec(source, space)
code = spaces[0]['make'].__code__
spaces[1]['make'].__code__ = code
p = Point()
p.list = [1, 2]
for turn in range(6):
    print([space['make']()(p) for space in spaces], end=' ')
spaces[0]['name'] = 'changed'
spaces[1]['len'] = lambda v: -1
print([space['make']()(p) for space in spaces])
