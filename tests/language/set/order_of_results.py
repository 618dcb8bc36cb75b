# What operations on sets of numbers answer iterates in CPython's order: of what collides, grew, lost keys, or met itself.
seed = 5


def below(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n


def numbers():
    made = {below(60) * (1 if below(3) else 1024) for _ in range(below(40))}
    for _ in range(below(20)):
        made.discard(below(60))
    return frozenset(made) if below(3) == 0 else made


def like(s):
    return (s, list(s), tuple(s), dict.fromkeys(s), iter(list(s)), frozenset(s))[below(6)]


for _ in range(60):
    a, b, c = numbers(), numbers(), numbers()
    print(*map(list, (a | b, a & b, a - b, a ^ b, a | a, a & a, a ^ a)))
    print(list(a.union(like(b), like(c))), list(a.intersection(like(b))), list(a.difference(like(b), like(c))),
          list(a.symmetric_difference(like(b))), a.issubset(like(b)), a.isdisjoint(like(c)), a >= b, hash(frozenset(a)))
    d = set(c)
    d.update(like(a))
    d.difference_update(like(b))
    e = set(d)
    e ^= b
    print(list(d), list(e), list(set(like(a))), list(frozenset(like(b))))


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        print(self.n, '==', other)
        return other == self.n + 1

    def __repr__(self):
        return f'Odd({self.n})'


# Keys that must be asked, in the middle of a loop.
odd = [Odd(3), Odd(9)]
plain = {1, 2, 3, 4, 9}
for others in (odd, set(odd), (3, 9, *odd), dict.fromkeys(odd)):
    print(plain.union(others), plain & set(others), plain - set(others), plain ^ set(others), plain.issuperset(others))
print(set([3, 4, odd[0], 3, 9, odd[1], odd[1]]))
for wrong in ([1, [2]], (1, {}), 5):
    try:
        set(wrong)
    except TypeError as e:
        print(e)
