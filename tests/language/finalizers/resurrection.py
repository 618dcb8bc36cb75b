# Who is taken hold of by a finaliser lives on, and is not told a second time (PEP 442).
import gc

kept = []


class Phoenix:
    def __del__(self):
        print('dying')
        kept.append(self)


p = Phoenix()
p.part = ['whole']
del p
gc.collect()
print(len(kept), kept[0].part, gc.is_finalized(kept[0]))
kept.clear()
gc.collect()
print(len(kept))


class Maker:
    def __init__(self, left):
        self.left = left

    def __del__(self):
        if self.left:
            print('making', self.left)
            Maker(self.left - 1)


Maker(3)
for _ in range(5):
    gc.collect()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('node', self.name, 'of', self.peer.name)


a, b = Node('a'), Node('b')
a.peer, b.peer = b, a
del a, b
gc.collect()
print('end')
