# Equal items keep their order, reverse=True included, whether keys compare with calls or without.
class Key:
    def __init__(self, value):
        self.value = value
    def __lt__(self, other):
        return self.value < other.value

def check(items, key, reverse):
    answer = sorted(items, key=key, reverse=reverse)
    value = lambda x: x[0]
    wanted = []
    for v in sorted({value(x) for x in items}, reverse=reverse):
        wanted += [x for x in items if value(x) == v]
    return answer == wanted

seed = 5
for n in 2, 20, 64, 100, 300:
    for distinct in 1, 2, 7:
        items = []
        for i in range(n):
            seed = (seed * 1103515245 + 12345) % 2147483648
            items.append(((seed >> 8) % distinct, i))
        for reverse in False, True:
            print(n, distinct, reverse, [check(items, key, reverse) for key in (
                lambda x: x[0], lambda x: float(x[0]), lambda x: str(x[0]).zfill(3), lambda x: (x[0],), lambda x: Key(x[0]))])
