# iter, next, enumerate, zip, map, filter, reversed.
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'), list(enumerate('ab')), list(enumerate('ab', 5)), list(zip([1, 2, 3], 'ab')), list(zip()), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, range(4))), list(map(str, [1, 2])))
n = 0
def up():
    global n
    n += 1
    return n
print(list(iter(up, 4)), dict(enumerate('xy')), [x for x in zip(*[(1, 2), (3, 4)])], list(map(int, '123')), list(zip([1], [2], strict=True)))
for f in (lambda: next(1), lambda: iter(1), lambda: next(iter([])), lambda: iter(1, 2), lambda: list(zip([1], [], strict=True)), lambda: list(zip([1], [1, 2], strict=True)), lambda: map(str), lambda: zip(1), lambda: enumerate(5)):
    try:
        f()
    except (TypeError, StopIteration, ValueError) as e:
        print(type(e).__name__, e)
