# The iterators are types, lazy, and take only what they need.
import itertools
class C(itertools.chain): pass
def noisy():
    for i in range(3):
        print('made', i)
        yield i
c = itertools.chain(noisy(), 'x')
print(next(c))
print(isinstance(C('a'), itertools.chain), list(C('ab')), iter(c) is c, type(itertools.count()).__name__, itertools.chain.__module__)
print(list(itertools.islice(noisy(), 1)))
