# A JSON encoder and decoder.
class JSONError(ValueError):
    def __init__(self, message, pos): super().__init__(f'{message} at {pos}'); self.pos = pos
ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}
def quote(s):
    out = []
    for c in s:
        n = ord(c)
        if c in ESCAPES: out.append(ESCAPES[c])
        elif n < 32 or 126 < n < 0x10000: out.append(f'\\u{n:04x}')
        elif n >= 0x10000:
            n -= 0x10000
            out.append('\\u%04x\\u%04x' % (0xd800 | n >> 10, 0xdc00 | n & 0x3ff))
        else: out.append(c)
    return '"' + ''.join(out) + '"'
def encode(x, indent=None, level=0, seen=()):
    if id(x) in seen: raise ValueError('circular')
    match x:
        case None: return 'null'
        case bool(): return 'true' if x else 'false'
        case int() | float(): return repr(x)
        case str(): return quote(x)
        case list() | tuple(): parts, (a, b) = [encode(v, indent, level + 1, seen + (id(x),)) for v in x], '[]'
        case dict():
            parts, (a, b) = [], '{}'
            for k, v in x.items():
                if not isinstance(k, str): raise TypeError(f'key {k!r}')
                parts.append(quote(k) + ': ' + encode(v, indent, level + 1, seen + (id(x),)))
        case _:
            if hasattr(x, '__json__'): return encode(x.__json__(), indent, level, seen)
            raise TypeError(f'{type(x).__name__} is not serialisable')
    if indent is None or not parts: return a + ', '.join(parts) + b
    pad = '\n' + ' ' * indent * (level + 1)
    return a + pad + (',' + pad).join(parts) + '\n' + ' ' * indent * level + b
class Decoder:
    def __init__(self, text): self.t, self.i = text, 0
    def space(self):
        while self.i < len(self.t) and self.t[self.i] in ' \n\t\r': self.i += 1
        return self.t[self.i:self.i + 1]
    def expect(self, c):
        if self.space() != c: raise JSONError(f'expected {c!r}', self.i)
        self.i += 1
    def decode(self):
        v = self.value()
        if self.space(): raise JSONError('extra data', self.i)
        return v
    def sequence(self, end, item):
        self.i += 1
        if self.space() == end: self.i += 1; return
        while True:
            yield item()
            if self.space() == ',': self.i += 1
            else: self.expect(end); return
    def pair(self):
        if self.space() != '"': raise JSONError('expected a key', self.i)
        k = self.string(); self.expect(':')
        return k, self.value()
    def value(self):
        match self.space():
            case '{': return dict(self.sequence('}', self.pair))
            case '[': return list(self.sequence(']', self.value))
            case '"': return self.string()
            case c if c and c in '-0123456789': return self.number()
        for word, v in (('true', True), ('false', False), ('null', None)):
            if self.t.startswith(word, self.i):
                self.i += len(word)
                return v
        raise JSONError('unexpected', self.i)
    def number(self):
        j = self.i
        while j < len(self.t) and self.t[j] in '+-0123456789.eE': j += 1
        s, self.i = self.t[self.i:j], j
        try: return float(s) if set(s) & set('.eE') else int(s)
        except ValueError as e: raise JSONError('bad number', j) from e
    def string(self):
        self.i += 1; out = []
        while True:
            if self.i >= len(self.t): raise JSONError('unterminated', self.i)
            c = self.t[self.i]; self.i += 1
            if c == '"': break
            if c == '\\':
                c = self.t[self.i]; self.i += 1
                if c == 'u':
                    n = int(self.t[self.i:self.i + 4], 16); self.i += 4
                    if 0xd800 <= n < 0xdc00 and self.t.startswith('\\u', self.i):
                        n = 0x10000 + ((n & 0x3ff) << 10) + (int(self.t[self.i + 2:self.i + 6], 16) & 0x3ff); self.i += 6
                    c = chr(n)
                else: c = {'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f'}.get(c, c)
            out.append(c)
        return ''.join(out)
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __json__(self): return vars(self)
data = {'name': 'é "q" \n\x01 日 \U0001f600', 'list': [1, -2.5, 1e100, True, None, [], {}, [[1]]], 'p': Point(1, (2, 3)), 'nested': {'a': {'b': {'c': 'd'}}}}
text = encode(data); print(text); print(encode(data, 2))
back = Decoder(text).decode(); print(back); print(encode(back) == text, back['name'] == data['name'])
big = [{'id': i, 'tags': [str(j) for j in range(i % 5)], 'v': i / 4} for i in range(200)]
print(Decoder(encode(big)).decode() == big, len(encode(big)), len(encode(big, 4)))
for bad in ('', '[1,', '{"a" 1}', '[1 2]', '"abc', 'nul', '1.2.3', '[1]]', '{1: 2}', '{"a":}'):
    try: print(Decoder(bad).decode())
    except JSONError as e: print(repr(bad), e, e.pos, type(e.__cause__).__name__)
loop = []; loop.append(loop)
for bad in (loop, {1: 2}, {'s': {1}}, [object]):
    try: encode(bad)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
