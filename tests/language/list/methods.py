# All methods of list.
a = [3, 1, 2]
a.append(5); a.extend((7, 8)); a.insert(1, 'i'); a.insert(-1, 'j'); a.insert(100, 'k')
print(a, a.pop(), a.pop(0), a.index(2), a.count(7), len(a))
a.remove('i'); a.reverse()
print(a, a.copy() == a, a.copy() is a)
a.clear()
print(a, list(), list('abc'), list(range(3)), [1] + [2], [0] * 3, 2 * [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], 2 in [1, 2])
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1] + (2,), lambda: [1, 2][5], lambda: [1].index(1, 1), lambda: list(5), lambda: [].extend(1), lambda: hash([])):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
