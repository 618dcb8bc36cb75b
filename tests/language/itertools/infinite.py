# count, cycle, repeat.
from itertools import count, cycle, repeat, islice
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(-1, -1), 2)), list(islice(cycle('ab'), 5)), list(islice(cycle([]), 5)), list(repeat('x', 3)), list(islice(repeat(1), 2)), list(repeat(1, -5)), count(3), count(3, 2), repeat('a'), repeat('a', 2), list(islice(count(2 ** 47 - 1), 3)))
c = count(1)
print(next(c), next(c), list(zip(count(), 'ab')), list(map(pow, range(4), repeat(2))))
r = repeat(5, 3)
next(r)
print(r, list(islice(count(step=3), 3)), list(islice(cycle(x for x in 'xyz'), 7)))
for f in (lambda: count('a'), lambda: repeat(), lambda: repeat(1, 'a'), lambda: cycle(1)):
    try:
        f()
    except TypeError as e:
        print(e)
