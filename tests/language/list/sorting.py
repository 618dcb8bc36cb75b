# sort and sorted: stable, with key and reverse.
words = ['banana', 'Apple', 'cherry', 'apple', 'Fig']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
pairs = [(i % 3, i) for i in range(10)]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: -p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
a = [5, 2.5, True, -1, 10 ** 20]
a.sort()
print(a, sorted('hello'), sorted({'b': 1, 'a': 2}), sorted([[2], [1, 5], [1]]), sorted([]), sorted([3]))
for f in (lambda: sorted([1, 'a']), lambda: [1, None].sort(), lambda: sorted(5), lambda: [3, 1].sort(1), lambda: sorted([1], key=5)):
    try:
        f()
    except TypeError as e:
        print(e)
