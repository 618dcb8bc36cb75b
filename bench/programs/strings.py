# Building, splitting, searching and formatting text.
def build(n):
    text = ''
    for i in range(n):
        text += chr(97 + i % 26)
        if i % 60 == 59:
            text += '\n'
    return text


def report(rows):
    lines = []
    for i, (name, value) in enumerate(rows):
        lines.append(f'{i:>6} {name:<12} {value:10.3f} {value / 7:+.2e}')
    return '\n'.join(lines)


def rot13(text):
    out = []
    for c in text:
        if 'a' <= c <= 'z':
            out.append(chr((ord(c) - 84) % 26 + 97))
        else:
            out.append(c)
    return ''.join(out)


text = build(150000)
print(len(text), text.count('xyz'), text.find('zz'), len(text.split('\n')))
table = report([('name' + str(i % 97), i * 1.25) for i in range(100000)])
print(len(table), table[-50:])
print(rot13(text)[:52], hash(rot13(rot13(text)) == text))
words = table.replace('name', 'n').split()
print(len(words), len(set(words)), '%s|%5d|%x' % (words[7], len(words), len(words)))
print(sum(len(w.upper().strip('N').zfill(8)) for w in words))
