# A list that a comparison changes: empty while it is sorted, an error at the end, and the items sorted all the same.
class Meddling:
    def __init__(self, value):
        self.value = value
    def __lt__(self, other):
        global calls
        calls += 1
        if calls == when:
            action()
        if calls == stop:
            raise KeyError(calls)
        return self.value < other.value

def look():
    print(items, len(items), end=' ')

def append():
    items.append(1)

def append_and_pop():
    items.append(1)
    items.pop()

def sort():
    items.sort()

def replace():
    items[:] = [3, 2, 1]

for n in 3, 70, 200:
    for action in look, append, append_and_pop, sort, replace:
        for when, stop in (1, 0), (n, 0), (3 * n // 2, 0), (n, n + 1):
            calls = 0
            items = [Meddling(i * 7919 % 101) for i in range(n)]
            try:
                items.sort()
            except (ValueError, KeyError) as e:
                print(type(e).__name__, e, end=' ')
            print(n, action.__name__, when, stop, [x.value for x in items])
