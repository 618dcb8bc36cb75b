# sorted takes any iterable and gives a list.
print(sorted((3, 1, 2)), sorted('hello'), sorted({3: 'a', 1: 'b'}), sorted((x for x in [2, 1]), reverse=True), sorted(['b', 'A'], key=str.lower), sorted([3, 1], reverse=1), sorted(range(5), key=lambda x: -x), sorted([(1, 'b'), (1, 'a')]), sorted([1], key=None))
for f in (lambda: sorted(1), lambda: sorted([1, 'a']), lambda: sorted([1], None)):
    try:
        f()
    except TypeError as e:
        print(e)
