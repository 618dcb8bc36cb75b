# Comparisons that contradict each other: no item is lost or doubled, and the outcome is CPython's.
state = 1

class Fickle:
    def __init__(self, number):
        self.number = number
    def __lt__(self, other):
        global state
        state = (state * 1103515245 + 12345) % 2147483648
        return (state >> 16) % chance == 0

for n in 5, 64, 100, 250:
    for chance in 1, 2, 3, 10, 100:
        for key in None, lambda x: x:
            items = [Fickle(i) for i in range(n)]
            items.sort(key=key, reverse=chance == 3)
            numbers = [x.number for x in items]
            print(n, chance, numbers, sorted(numbers) == list(range(n)))
