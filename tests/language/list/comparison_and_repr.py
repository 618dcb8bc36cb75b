print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [1], [2] > [1, 5], [1] == [1.0], [1] == (1,), [1] != [2], [[1]] == [[1]], [1, 'a'] == [1, 'b'], [1, 2] >= [1, 2])
print([], [1], [1, 'a', None, 2.5, [b'x', (1,), {}]], [[[]]], (1,), (), ((),))
a = [1]; a.append(a); print(a, repr(a), str(a), a == a)
t = ([],); t[0].append(t); print(t)
b = []; c = [b]; b.append(c); print(b)
try:
    b == c
    print('compared')
except RecursionError:
    print('RecursionError')
nan = float('nan')
print([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan))
class E:
    def __eq__(self, o): return NotImplemented
    def __repr__(self): return 'E'
e = E()
print([e] == [e], [E()] == [E()], [E(), e].index(e), [e, 1])
class R:
    def __repr__(self): return 5
try:
    repr([R()])
except TypeError as x:
    print(x)
