# Generator expressions evaluate their first iterable at once.
def data():
    print('data')
    return [1, 2, 3]
g = (x * 2 for x in data() if x != 2)
print('made', list(g), sum(x for x in range(5)), type(g).__name__)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
print(list((x, y) for x in range(2) for y in range(x + 1)), max((len(w), w) for w in ['a', 'bcd', 'ef']))
