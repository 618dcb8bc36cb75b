# range: indexing, slicing, membership, comparison.
r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r.start, r.stop, r.step, r == range(2, 19, 3), hash(range(0)) == hash(range(5, 5)), list(reversed(r)), bool(range(0)))
print(list(range(5, 0, -2)), range(3), range(0, 3, 2) == range(0, 4, 2), 2.0 in range(3), 'a' in range(3), len(range(10 ** 20, 10 ** 20 + 5)), range(10 ** 20)[-1], list(range(2 ** 62, 2 ** 62 + 2)), max(range(5)), sum(range(101)))
for f in (lambda: range(), lambda: range(1.0), lambda: range(1, 2, 0), lambda: r[10], lambda: r.index(7), lambda: range(1, 2, 3, 4), lambda: len(range(2 ** 70))):
    try:
        f()
    except (TypeError, ValueError, IndexError, OverflowError) as e:
        print(type(e).__name__, e)
