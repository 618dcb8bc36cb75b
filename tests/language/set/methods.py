# All methods of set.
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= b, {2} < a, a >= {1}, a.isdisjoint({9}), a.issubset([1, 2, 3, 4]), a.issuperset((1,)), a == {3, 2, 1}, len(a), 2 in a)
a.add(5); a.discard(9); a.discard(1); a.remove(2); a.update([7], {8})
print(sorted(a), sorted(a.union([1], 'x'), key=str), sorted(a.intersection([7, 8, 9])), sorted(a.difference([7])), sorted(a.symmetric_difference([7, 1])))
a &= {3, 7}; a |= {1}; a -= {3}; a ^= {7, 6}
print(sorted(a), sorted(set('hello')), set(), {*()}, sorted({*[1], *[2]}), a.copy() == a, a.pop() in (1, 6))
a.intersection_update([1]); a.difference_update([1]); a.symmetric_difference_update([4]); print(a); a.clear(); print(a)
for f in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} | [2], lambda: set(5), lambda: {1} < 5, lambda: hash(set()), lambda: {1} + {2}):
    try:
        f()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
