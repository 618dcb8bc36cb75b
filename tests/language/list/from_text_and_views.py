# list() and extend() of strings, bytes and views of dicts.
d = {'a': 1, 'b': 2, 'c': 3}
del d['b']
for source in ('', 'x', 'hello', 'h\xe9\xff', 'wide \u20ac', '\U0001f600 a', b'', b'\x00\xff', bytearray(b'ab'), d, d.keys(), d.values(),
               d.items(), {}.items(), {5}, frozenset(), range(3), iter(range(2))):
    grown = [0]
    grown.extend(source)
    print(list(source), tuple(source), grown, [*source])
items = list(d.items())
d['a'] = 5
print(items, items[0] is not list(d.items())[0], sorted('banana'), ''.join(sorted('h\xe9llo')))


class Text(str):
    def __iter__(self):
        return iter((1, 2))


class Octets(bytes):
    def __iter__(self):
        return iter((3, 4))


class Mapping(dict):
    def __iter__(self):
        return iter((5, 6))


m = Mapping(p=1, q=2)
print(list(Text('ab')), list(Octets(b'ab')), list(m), list(m.keys()), list(m.items()), list(m.values()))
grown = ['x']
grown += 'yz'
grown[1:1] = 'ab'
print(grown)
