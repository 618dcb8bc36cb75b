# min and max in all forms.
print(max(1, 2), min(1, 2), max([3, 1, 2]), min('bca'), max([1, 5, 2], key=lambda x: -x), min(['aa', 'b'], key=len), max([], default='none'), min([1.5, 2.5]), max(1, 2.5, True), min((2, 'a'), (1, 'b')), max({'a': 1, 'b': 2}), max(x for x in range(5)), max('a', 'b', key=ord), max([1, 1.0]), max(1.0, 1), min([True, 1]), max(2 ** 70, 2 ** 71), max([3], default=1), min([1, 2], key=None))
for f in (lambda: max(), lambda: max(1), lambda: max([]), lambda: max(1, 2, default=3), lambda: max(1, 'a'), lambda: min([1, 'a']), lambda: max(1, 2, foo=3), lambda: max([1], key=5), lambda: min(())):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
