# Strings built and taken apart at size.
s = ''
for i in range(2000): s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:], s.count('abc'), s.find('zab'), s.rfind('xyz'), hash(s) == hash(s[:1000] + s[1000:]))
u = ''.join(chr(0x100 + i % 300) for i in range(1000)) + '\U0001f600'
print(len(u), u[-1] == '\U0001f600', u.upper() != u, len(u.encode()), u.encode().decode() == u, u[::-1][0] == u[-1], u.index('\u0100', 1))
lines = [f'{i:04}:{"x" * (i % 7)}' for i in range(500)]
text = '\n'.join(lines)
print(len(text), text.splitlines() == lines, text.split('\n')[123], text.replace('x', 'yy').count('y'), len(text.split('x')), text.partition('0250')[2][:4])
words = ('lorem ipsum dolor sit amet ' * 200).split()
print(len(words), len(' '.join(words)), len({*words}), max(words, key=len), ' '.join(words).title()[:20], ''.join(w[0] for w in words)[:10])
print(('ab' * 500).replace('ba', 'X')[:6], len(('ab' * 500).replace('', '-')), ('-' * 1000).strip('-') == '', ('a,' * 300).rstrip(',').count(','), len('%s' * 100 % tuple(range(100))), len(('{} ' * 100).format(*range(100))), len(repr('\n' * 500)))
rev = ''
for ch in 'reverse me ☃': rev = ch + rev
print(rev, ''.join(sorted('sorting')), ''.join(reversed('abc')), 'a' * 3 + 'b' * 2, '=' * 20, ''.join(['é', '日'] * 3))
print(sum(map(ord, s)), [s[i:i + 400][:3] for i in range(0, 2000, 400)], s.translate({97: 'A', 98: None})[:6], s.startswith(s[:1999]), s < s + 'a', s * 0 == '')
