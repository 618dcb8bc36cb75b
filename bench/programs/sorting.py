# Sorting: by value, by key, by a comparison of the program's own.
class Version:
    __slots__ = ('parts',)

    def __init__(self, text):
        self.parts = [int(p) for p in text.split('.')]

    def __lt__(self, other):
        return self.parts < other.parts


def numbers(n, seed=12345):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed


values = list(numbers(200000))
print(sorted(values)[::50000])
values.sort(key=lambda v: v % 1000)
print(values[:3], values[-3:])
print(sorted([v / 3 for v in values[:200000]], reverse=True)[:2])
names = sorted('n%d' % (v % 100000) for v in values)
print(names[:3], names[-1])
versions = [Version('%d.%d.%d' % (v % 10, v % 17, v % 23)) for v in values[:60000]]
versions.sort()
print(versions[0].parts, versions[-1].parts)
pairs = sorted((v % 100, -v) for v in values[:200000])
print(pairs[0], pairs[-1])
