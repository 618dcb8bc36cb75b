# Slices that are looked at once and slices that are used again; what is inserted, sought and removed by numbers of every sort.
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class At:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Shown:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print(key, value)

    def __delitem__(self, key):
        print('del', key)


class Plus:
    def __radd__(self, other):
        return other


numbers, letters, text = list(range(10)), tuple('abcdef'), 'häßlich € 𝄞'
ends = [None, 0, 1, 3, -1, -2, 20, -20, True, At(2), 1 << 70, -(1 << 70)]
for start in ends:
    print([(numbers[start:stop], letters[start:stop], text[start:stop], numbers[stop:start:-2], letters[::stop] if stop else '') for stop in ends])
for wrong in ('a', 1.5):
    show(lambda: numbers[wrong:])
    show(lambda: letters[:wrong])
    show(lambda: text[wrong:wrong])
show(lambda: numbers[::0])
show(lambda: letters[1:2:0])
numbers[2:4] = [20, 30, 40]
numbers[:0] = 'ab'
numbers[1:1] = (x for x in 'cd')
print(numbers)
numbers[1:3] += ['plus']
numbers[-2:] *= 2
print(numbers, letters[1:3] + letters[:1])
numbers[::3] = numbers[::-3]
numbers[2:2] = numbers
print(numbers)
del numbers[1:20:2], numbers[-1], numbers[0]
print(numbers)


def assign(key, value):
    numbers[key] = value


def assign_part(start, stop, step, value):
    numbers[start:stop:step] = value


show(lambda: assign_part(None, None, 2, [1]))
show(lambda: assign_part(0, 2, None, 5))
show(lambda: assign_part(0, 2, 0, [5]))
show(lambda: assign(100, 1))
show(lambda: numbers.__delitem__(100))
shown = Shown()
print(shown[1:2], shown[:], shown[::At], shown[1:2, ::3])
shown[1:2] = 3
shown[1:2] += Plus()
del shown[1:]
items = [1, 2, 3, 2.0, True]
items.insert(At(1), 'x')
items.insert(-100, 'first')
items.insert(100, 'last')
print(items, items.index(2), items.index(2, 4), items.index(True, 2), items.index(2, -4, -1), letters.index('c', At(1), 5), items.index(2, At(4)))
show(lambda: items.index(7))
show(lambda: letters.index('a', 1))
show(lambda: items.index(1, 'a'))
show(lambda: items.insert('a', 1))
show(lambda: items.insert(1 << 70, 1))
show(lambda: items.insert(1))
show(lambda: list(1))
show(lambda: list([1], [2]))
show(lambda: list(a=1))
show(lambda: set([[]]))
print(list(), list('ab'), list({1: 2}), list((1, 2)), list(range(3)), set(), sorted(set('ab')), list(list(items)) == items)


class Sub(list):
    def __init__(self, *items):
        super().__init__(items)


part = Sub(1, 2, 3)
part += (4,)
part += (x for x in (5, 6))
print(type(part), part, type(part[1:]), part[1:], type(part.copy()))
try:
    part += 1
except TypeError as error:
    print(error)


class Kept:
    pass


kept = Kept()
kept.add, kept.make, kept.grow = part.append, tuple, part.extend
for i in range(3):
    kept.add(i)
    kept.grow(kept.make('ab'))
print(part, kept.make())
