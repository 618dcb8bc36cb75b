# Comparisons of ints with ints and floats are exact.
big = 2 ** 53
print(big + 1 == float(big), big + 1 > float(big), 10 ** 400 > 1e308, -10 ** 400 < float('-inf'), 10 ** 400 < float('inf'), 1 == 1.0, 2 ** 100 == float(2 ** 100))
print(True == 1, True + True, True < 2, False * 5, sorted([3, True, 0, 2.5, -1]), 0 == -0.0, 5 is not None)
