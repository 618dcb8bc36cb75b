# map and filter of natives and built-in types, over what needs no call and over what does.
words = 'the quick brown fox jumps'.split()


class Length:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __str__(self):
        return f'<{self.n}>'

    def __hash__(self):
        return 2 ** 70 + self.n

    def __eq__(self, other):
        return [] if isinstance(other, int) else NotImplemented

    def __bool__(self):
        return self.n > 1


print(list(map(len, words)), sum(map(len, words)), list(map(len, [words, (), {1: 2}, {1}, frozenset(), b'ab', range(7)])))
print(list(map(len, [Length(3), 'ab', Length(0)])), list(map(str, [Length(1), 2, 2.5, None, ['q'], 'x'])))
for bad in 'x', -1, None:
    try:
        print(list(map(len, ['ab', Length(bad)])))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    list(map(len, [1, 2]))
except TypeError as e:
    print(e)
print(list(map(int, ['1', ' 22 ', '3_0', True, 2.9])), list(map(float, ['1e3', 2, 'inf'])), list(map(bool, [0, '', [], Length(1), Length(2)])))
print(list(map(str.upper, words)), list(map(str, range(5))), list(map(repr, [1, 'a', [2], (Length(4),)]))[:3])
print([h == hash(Length(i)) for i, h in enumerate(map(hash, [Length(0), Length(1)]))], list(map(ord, 'abc')), ''.join(map(chr, (97, 0x20AC, 0x1F600))))
try:
    list(map(str.upper, ['a', 1]))
except TypeError as e:
    print(e)
try:
    list(map(int, ['1', 'x', '3']))
except ValueError as e:
    print(e)
m = map(int, iter(['1', 'x', '3']))
print(next(m))
try:
    next(m)
except ValueError:
    print(next(m), next(m, 'over'))
taken = []
print(list(map(taken.append, 'abc')), taken, list(map({'a': 1, 'b': 2}.get, 'abc')), list(map([1, 2, 3].index, (3, 1))))
print(list(map({Length(5): 'five'}.get, [hash(Length(5)), 1])), list(map(type, (1, 's', None))), list(map(max, [[1, 5], 'az'])))


class K:
    def __init__(self, v):
        self.v = v


class M(type):
    def __call__(cls, *args):
        return 'made ' + str(args)


class N(metaclass=M):
    pass


print([k.v for k in map(K, (1, 2))], list(map(N, 'ab')), list(map(Exception, ['a']))[0].args, list(map(tuple, ['ab', [1, 2]])), list(map(set, ['a'])))


def stopping(x):
    if x == 2:
        raise StopIteration
    return x


print(list(map(stopping, range(5))), list(filter(lambda x: stopping(x) is not None, (5, 1, 2, 3))))
print(list(map(lambda a, b: a + b, 'ab', 'cd')), list(map(pow, (2, 3), (3, 2))), list(map(str, map(len, words))))
print(list(filter(None, [0, 1, '', 'a', [], [0], Length(0), None, 0.0])) == [1, 'a', [0]], len(list(filter(bool, [Length(0), Length(2), 3]))))
print(list(filter(str.isalpha, ['a', '1', 'b2', 'c'])), list(filter(str.strip, [' ', 'x '])), list(filter(float.is_integer, [1.0, 1.5])))
try:
    list(filter(str.isalpha, ['a', 1]))
except TypeError as e:
    print(e)
print(list(filter(len, ['', 'a', [], [1]])), list(filter({1, 2}.__contains__, range(4))), list(filter(words.count, ['the', 'cow'])))
f = filter(None, iter([0, 0, 3, 0]))
print(next(f), next(f, 'over'), next(f, 'over'))
print(type(5), type('a')(5), type(None)(), type(type), type(type(5)), bool(), str(), int(), float(), type(words)(), [type(x)(x) for x in (1, 'a', 2.5, b'x')])
s = str
for wrong in (lambda: s(1, 2, 3, 4), lambda: int('1', 2, 3), lambda: type(), lambda: type(1, 2), lambda: bool(1, 2), lambda: ord(), lambda: [].append(), lambda: type(iter([]))()):
    try:
        print(wrong())
    except TypeError as e:
        print(e)
