# Methods given other kinds of iterables.
def it():
    yield from (1, 2)
class Seq:
    def __getitem__(self, i):
        if i < 2: return i * 10
        raise IndexError
class WithLen:
    def __iter__(self): return iter('ab')
    def __len__(self): return 2
for make in (it, Seq, WithLen, lambda: {1: 2}, lambda: {5}, lambda: 'xy', lambda: b'pq', lambda: range(2), lambda: (i for i in 'z'), lambda: map(str, [1]), lambda: zip('a', 'b'), lambda: {'k': 'v'}.items(), lambda: reversed([3, 4]), lambda: enumerate('q'), lambda: bytearray(b'r')):
    l = [0]; l.extend(make()); l += make(); l[1:1] = make()
    t = tuple(make()); s = set(make())
    print(l, t, s == set(t), list(make()) == list(t), [*make(), *make()] == list(t) * 2, len(list(zip(make(), make()))), max(map(str, make())), sorted(make(), key=str) == sorted(t, key=str), all(x in t for x in make()), dict.fromkeys(make()) == {x: None for x in t}, [x for x in make() if x], any(make()), list(filter(None, make())), list(map(type, make()))[0].__name__)
