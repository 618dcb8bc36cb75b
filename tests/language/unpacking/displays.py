# Stars in displays, returns and subscripts.
a = [1, 2]
print([*a, *a], (*a, 3), {*a, 5} == {1, 2, 5}, {**{'a': 1}, **{'a': 2}}, [*'ab', *range(2)], *a, sep='|')
t = *a, 0
print(t)
class G:
    def __getitem__(self, k): return k
print(G()[1, *a], G()[*a])
for f in (lambda: [*5], lambda: {**5}, lambda: (*None,)):
    try:
        f()
    except TypeError as e:
        print(e)
