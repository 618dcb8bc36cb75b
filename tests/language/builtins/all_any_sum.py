# all, any and sum.
print(all([]), any([]), all([1, 'a', [0]]), all([1, 0, 1 / 1]), any([0, '', 3]), any(x > 3 for x in range(5)), all(x < 3 for x in range(5)))
print(sum([]), sum([1, 2, 3]), sum([1, 2], 10), sum([0.1] * 10), sum([1, 2.5, 3]), sum([True, True]), sum([[1], [2]], []), sum((2 ** 47, 2 ** 47)), sum([2 ** 100, 1]), sum(range(1000)), sum(x * x for x in range(10)), sum([1 + 2j, 3]), sum({1: 'a', 2: 'b'}), sum([1], start=5), sum([-0.0]), sum([10 ** 16, 1.0, -10 ** 16]))
class B:
    def __bool__(self): return False
    def __radd__(self, o): return o + 100
print(any([B(), B()]), sum([1, B(), 2]))
for f in (lambda: sum(['a'], ''), lambda: sum(['a']), lambda: sum([b'a'], b''), lambda: sum(1), lambda: all(5), lambda: sum([1], 'a')):
    try:
        f()
    except TypeError as e:
        print(e)
