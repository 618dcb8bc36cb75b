# Counting words with dicts and sorting them.
text = 'the quick brown fox jumps over the lazy dog the fox'
counts = {}
for w in text.split():
    counts[w] = counts.get(w, 0) + 1
for w, n in sorted(counts.items(), key=lambda p: (-p[1], p[0])):
    print(f'{w:<6}{n:>3}')
