# An exception in any comparison leaves the list with all its items, partly sorted as CPython leaves it.
class Raising:
    def __init__(self, value, number):
        self.value, self.number = value, number
    def __lt__(self, other):
        global left
        left -= 1
        if not left:
            raise KeyError(self.number, other.number)
        return self.value < other.value

class Doubtful:
    def __init__(self, answer):
        self.answer = answer
    def __bool__(self):
        global left
        left -= 1
        if not left:
            raise ValueError('no truth')
        return self.answer

class Vague(Raising):
    def __lt__(self, other):
        return Doubtful(self.value < other.value)

for kind in Raising, Vague:
    for n in 4, 40, 150, 250:
        for stop in range(1, 7 * n, n + 11):
            for reverse in False, True:
                for key in None, lambda x: x:
                    left = stop
                    items = [kind(i // 50 % 2 * 500 + i * 37 % (n // 3 + 1) + i % 50, i) for i in range(n)]
                    try:
                        items.sort(key=key, reverse=reverse)
                    except (KeyError, ValueError) as e:
                        print(type(e).__name__, e, end=' ')
                    numbers = [x.number for x in items]
                    print(n, stop, reverse, numbers[:60], sum(i * x for i, x in enumerate(numbers)), len(set(numbers)) == n)
