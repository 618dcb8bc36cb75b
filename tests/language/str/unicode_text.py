s = 'naïve café — “日本語” Ωmega \U0001f600 e\u0301'
print(s, len(s), s.upper(), s.lower(), s.title(), s[::-1][:5], s.find('日'), s.split(), s.count('é'), s.encode('utf-8')[:8], len(s.encode('utf-8')), len(s.encode('utf-16-le')))
print([c for c in s if not c.isascii()], [ord(c) for c in 'é日\U0001f600'], sorted('zäbÄé'), 'é' == 'e\u0301', 'ß'.upper(), 'ŉ'.upper(), 'İ'.lower() == 'i\u0307', 'ΣΑΣ'.lower(), 'ﬀ'.casefold(), 'ǆ'.title(), 'Straße'.casefold() == 'STRASSE'.casefold())
print('\u00e9'.isalpha(), '\u0301'.isalpha(), '٣'.isdigit(), '²'.isdecimal(), 'Ⅳ'.isnumeric(), '\u3000'.isspace(), 'ª'.islower(), 'ʰ'.islower(), '日'.isupper(), '日'.isalpha(), 'a日'.islower(), '\ufeff'.isprintable(), '\xad'.isprintable(), repr('\u3000日\ufeff'))
print(f'{"日本":>6}|{"é":^5}|{chr(0x1f600):<3}|', '日'.center(5, '本'), '%5s|%-5s|' % ('日', 'é'), 'é日'.ljust(4, '.'), 'xéy'.replace('é', 'ee'), 'éaéb'.split('é'), '日-本'.partition('-'), 'é'.join('日本'), 'ééé'.strip('é'), 'éab'.lstrip('é'), '日本語'.startswith('日本'), 'a\u2028b\u2029c\x85d'.splitlines(), 'a\u00a0b c'.split())
d = {'é': 1, 'e\u0301': 2, '日': 3}; print(d, d['é'], 'é' in d, {'日', '本'} == {'本', '日'}, hash('日') == hash('日本'[:1]))
mixed = 'abc' + 'é' + '日' + '\U0001f600'
for i in range(1, len(mixed) + 1): print(ascii(mixed[:i]), len(mixed[:i]), mixed[:i] == mixed[:i].encode().decode(), mixed[:i][::-1] == ''.join(reversed(mixed[:i])), mixed[:i].isascii(), end='; ')
print()
print(mixed[3:4] + mixed[0], mixed.index('日'), mixed.rfind('c'), mixed < mixed[:-1] + '\uffff', max(mixed), ascii(min(mixed)), mixed.translate({0x65e5: 'sun', 'é'.encode('latin-1')[0]: None}), mixed.swapcase(), [*map(len, ['', 'é', 'é' * 100])], ('é' * 100).count('é' * 7), ('日' * 50 + 'x').find('x'))
def identifier(x): return x.isidentifier()
print([w for w in ('é1', '日本', '1é', 'a-b', '_', 'ªb', '\u0301a', 'x²', 'class', '') if identifier(w)])
class Ünïcode:
    größe = 5
    def 方法(self): return self.größe
ü = Ünïcode(); print(ü.方法(), type(ü).__name__, getattr(ü, 'größe'), [n for n in dir(ü) if not n.isascii()])
