# __hash__ and __eq__ written in Python, with collisions.
log = []
class K:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self):
        log.append(f'h{self.n}')
        return self.h
    def __eq__(self, o):
        log.append(f'e{self.n}{o.n}')
        return self.n == o.n
    def __repr__(self): return f'K{self.n}'
d = {}
for n in range(4): d[K(n, 1)] = n
print(len(d), sorted(log)); log.clear()
print(d[K(2, 1)], K(9, 1) in d, d.get(K(9, 5)), d.pop(K(0, 1)), d)
log.clear()
k = K(7, 3); d[k] = 'x'; log.clear(); d[k]; print(log)
class Fail:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError('eq')
try:
    {1: 2}[Fail()]
except ValueError as e:
    print(e)
class NoHash:
    def __hash__(self): raise TypeError('no hash today')
try:
    {NoHash(): 1}
except TypeError as e:
    print(e)
class EqOnly:
    def __eq__(self, o): return True
try:
    {EqOnly()}
except TypeError as e:
    print(e)
class BadHash:
    def __hash__(self): return 'x'
try:
    hash(BadHash())
except TypeError as e:
    print(e)
class Mutator:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o):
        self.d.clear()
        return False
m = {1: 'one', 2: 'two'}
print(m.get(Mutator(m), 'absent'), m)
class Big:
    def __hash__(self): return 2**100
print(hash(Big()) == hash(2**100), hash(-1))
