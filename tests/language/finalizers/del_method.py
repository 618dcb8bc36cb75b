# __del__ runs once, at a collection at the latest; what it refers to is still whole.
import gc


class Thing:
    def __init__(self, name, other=None):
        self.name, self.other = name, other

    def __del__(self):
        print('end of', self.name, 'with', self.other and self.other.name)


t = Thing('a')
del t
gc.collect()
t = Thing('b', Thing('inner'))
t = None
gc.collect()


def local():
    Thing('temporary')
    kept = Thing('local')


local()
gc.collect()

ring = Thing('ring')
ring.other = ring
del ring
gc.collect()
gc.collect()


class Derived(Thing):
    pass


class OwnEnd(Thing):
    def __del__(self):
        super().__del__()
        print('own end')


Derived('derived')
gc.collect()
OwnEnd('own')
gc.collect()


class Text(str):
    def __del__(self):
        print('text', str(self))


class Numbers(list):
    def __del__(self):
        print('numbers', list(self))


class Trouble(Exception):
    def __del__(self):
        print('trouble', self.args)


class Slotted:
    __slots__ = ('x',)

    def __del__(self):
        print('slotted', self.x)


Text('words')
gc.collect()
Numbers([1, 2])
gc.collect()
Trouble(3)
s = Slotted()
s.x = 4
gc.collect()
del s
gc.collect()

things = [Thing(i) for i in range(5)]
del things[1], things[2]
gc.collect()
while things:
    things.pop()
    gc.collect()
print('done')
