# product, permutations, combinations.
from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product('ab', [1, 2])), list(product()), list(product('ab', repeat=2)), list(product('ab', [])), list(product([0, 1], repeat=0)))
print(list(permutations('abc')), list(permutations('abc', 2)), list(permutations([], 0)), list(permutations('ab', 3)), len(list(permutations(range(5)))))
print(list(combinations('abcd', 2)), list(combinations('ab', 0)), list(combinations('ab', 3)), list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement([], 1)), len(list(combinations(range(10), 5))))
print([''.join(p) for p in product('01', repeat=3)], next(permutations(range(3))), list(combinations((x for x in range(3)), 2)))
for f in (lambda: combinations('a', -1), lambda: permutations('a', 'b'), lambda: product(1), lambda: product('a', repeat=-1), lambda: combinations('a')):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
