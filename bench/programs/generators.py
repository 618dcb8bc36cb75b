# Generators that feed generators.
def naturals(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def keep(test, source):
    for x in source:
        if test(x):
            yield x


def pairs(source):
    last = None
    for x in source:
        if last is not None:
            yield last, x
        last = x


class Tree:
    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth else None
        self.right = Tree(depth - 1) if depth else None
        self.value = depth

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def averager():
    total, count, average = 0, 0, None
    while True:
        total += yield average
        count += 1
        average = total / count


print(sum(b - a for a, b in pairs(keep(lambda x: x % 3 == 0, naturals(1200000)))))
tree = Tree(14)
print(sum(tree), sum(1 for v in tree if v == 0))
average = averager()
next(average)
for i in range(500000):
    last = average.send(i)
print(last)
print(sum(x * y for x in range(1000) for y in range(700)))
print(max(len(str(i)) for i in range(300000)))
