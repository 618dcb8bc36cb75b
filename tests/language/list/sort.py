words = ['pear', 'Fig', 'apple', 'kiwi', 'date', 'Elder', 'fig']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
pairs = [(i % 3, i) for i in range(12)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))
a = [3, 1, 2]; print(a.sort(), a, a.sort(reverse=True), a, sorted('hello'), sorted({'b': 1, 'a': 2}), sorted((2, 1)), sorted([]), sorted([True, 0, 2.5, -1]), sorted([(1, 'b'), (1, 'a')]), sorted([[2], [1, 5], [1]]))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: sorted([1, 'a']))
err(lambda: sorted(['a', 1]))
err(lambda: sorted([None, None]))
err(lambda: sorted([1j, 2j]))
err(lambda: sorted(5))
err(lambda: sorted([1], key=5))
err(lambda: sorted([1, 2], key=lambda x: 1 / 0))
err(lambda: sorted())
err(lambda: sorted([2, 1], lambda x: x))
err(lambda: [2, 1].sort(key=len))
class L:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        L.n += 1
        return self.v < o.v
    def __repr__(self): return f'L{self.v}'
print(sorted([L(3), L(1), L(2)]), L.n > 0, sorted([L(1), L(0)], reverse=True), sorted([3, 1, 2], key=lambda x: L(-x)))
