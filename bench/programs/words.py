"""Words of a text: counting, sorting and indexing them, a chain of Markov, suffixes and anagrams, and a table of the results."""
from collections import Counter, defaultdict

SUBJECTS = 'the cat,a dog,my uncle,every sailor,the old baker,nobody,her sister,the moon'.split(',')
VERBS = 'sees,hears,follows,forgets,paints,carries,listens to,steals from'.split(',')
OBJECTS = 'the stale bread,a least tale,the silent street,no stone,two notes,the listen button,an inlet,enough tin'.split(',')
ENDINGS = ['.', '!', '?', ', and', '; but', ' --']
SUFFIXES = ('ing', 'ed', 'es', 'ly', 's')


def numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed >> 12


def make_text(sentences):
    source = numbers(42)
    out = []
    for i in range(sentences):
        s, v, o = (choices[next(source) % len(choices)] for choices in (SUBJECTS, VERBS, OBJECTS))
        ending = ENDINGS[next(source) % len(ENDINGS)]
        out.append(f'{s.capitalize() if out and out[-1][-1] in ".!?" else s} {v} {o}{ending}')
        if i % 9 == 8:
            out.append(f'\nChapter {i // 9}.\n')
    return ' '.join(out)


def split_words(text):
    for raw in text.split():
        word = raw.strip('.,;!?-').lower()
        if word:
            yield word


def stem(word):
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word.removesuffix(suffix)
    return word


def index(text):
    places = defaultdict(set)
    for number, line in enumerate(text.splitlines()):
        for word in split_words(line):
            places[word].add(number)
    return places


def markov(words, length, order=2):
    chain = defaultdict(list)
    for i in range(len(words) - order):
        chain[tuple(words[i:i + order])].append(words[i + order])
    source, state, out = numbers(7), ('the', 'old'), []
    for _ in range(length):
        choices = chain[state]
        word = choices[next(source) % len(choices)]
        out.append(word)
        state = (*state[1:], word)
    return out


def anagrams(words):
    groups = {}
    for word in set(words):
        groups.setdefault(''.join(sorted(word)), []).append(word)
    return sorted(sorted(g) for g in groups.values() if len(g) > 1)


def wrap(words, width):
    lines, line, used = [], [], 0
    for word in words:
        if line and used + 1 + len(word) > width:
            lines.append(' '.join(line))
            line, used = [], 0
        used += len(word) + bool(line)
        line.append(word)
    return lines + [' '.join(line)]


def justify(line, width):
    words = line.split(' ')
    gaps = len(words) - 1
    if gaps == 0:
        return line.ljust(width)
    spaces, more = divmod(width - sum(map(len, words)), gaps)
    return ''.join(w + ' ' * (spaces + (i < more)) for i, w in enumerate(words[:-1])) + words[-1]


text = make_text(40000)
words = list(split_words(text))
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
print(len(text), len(words), len(counts), rows[:3])
print('\n'.join(f'{word:<10}|{n:>7,}|{n / len(words):>8.2%}|{"#" * (n // 1000)}' for word, n in rows[:4]))
print(Counter(map(stem, words)).most_common(4), Counter(w[0] for w in words).most_common(3))
pairs = Counter(zip(words, words[1:]))
print(sorted(pairs.items(), key=lambda p: (-p[1], p[0]))[:2])
places = index(text)
print(len(places['cat'] & places['bread'] - places['stone']), len(places['moon'] | places['inlet']))
print(' '.join(markov(words, 20000)[-12:]))
print(anagrams(w for w in words if w.isalpha()))
lines = [justify(line, 60) for line in wrap(words, 60)]
print(len(lines), {len(line) for line in lines[:-1]}, lines[1], sep='\n')
print(sum('%s' % w.title().center(15, '*').count('*') != '3' for w in words), sum(c in 'aeiou' for c in text))
vowels = str.maketrans('aeiou', '*****')
print(text.translate(vowels).count('*'), text.partition('Chapter 3.')[2][:40].strip(), text.swapcase()[:20])
