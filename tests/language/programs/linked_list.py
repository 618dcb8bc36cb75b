# A linked list with most protocols.
class Node:
    __slots__ = 'value', 'next'
    def __init__(self, v, n=None): self.value, self.next = v, n
class Linked:
    def __init__(self, it=()):
        self.head = None
        for v in reversed(list(it)): self.head = Node(v, self.head)
    def __iter__(self):
        n = self.head
        while n is not None:
            yield n.value
            n = n.next
    def __len__(self): return sum(1 for _ in self)
    def __eq__(self, o): return isinstance(o, Linked) and list(self) == list(o)
    def __add__(self, o): return Linked([*self, *o])
    def __getitem__(self, i): return list(self)[i]
    def __repr__(self): return f'Linked({list(self)!r})'
    def __bool__(self): return self.head is not None
    def reverse(self):
        prev, n = None, self.head
        while n:
            n.next, prev, n = prev, n, n.next
        self.head = prev
l = Linked('abc')
print(l, len(l), l[1], l[::-1], l + [1], l == Linked('abc'), 'b' in l, bool(Linked()), sorted(l, reverse=True))
l.reverse()
print(l, *l)
try:
    {l}
except TypeError as e:
    print(e)
