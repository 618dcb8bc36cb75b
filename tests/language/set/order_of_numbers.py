# Small ints iterate as CPython's table gives them.
print({3, 1, 2}, {10, 5, 20, 1}, set(range(10)), {0, 8, 16, 1}, set([100, 33, 65, 1]), {-1, -2, 5}, set([5, 4, 3]), {1.5, 2}, {True, 2})
