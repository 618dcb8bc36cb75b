"""An encoder and a decoder of JSON, in plain Python, on documents that are deep, wide, and full of text."""

ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f'}
UNESCAPES = {v[1]: k for k, v in ESCAPES.items()} | {'/': '/'}
WHITE = frozenset(' \t\r\n')


def quote(text):
    if text.isalnum() and text.isascii():
        return f'"{text}"'
    out = []
    for c in text:
        if c in ESCAPES:
            out.append(ESCAPES[c])
        elif ' ' <= c < '\x7f':
            out.append(c)
        elif ord(c) < 0x10000:
            out.append(f'\\u{ord(c):04x}')
        else:
            high, low = divmod(ord(c) - 0x10000, 0x400)
            out.append('\\u%04x\\u%04x' % (0xD800 + high, 0xDC00 + low))
    return '"' + ''.join(out) + '"'


def encode(value, indent=None, depth=0):
    """Yields the pieces of the text."""
    if value is None or value is True or value is False:
        yield {None: 'null', True: 'true', False: 'false'}[value]
    elif isinstance(value, str):
        yield quote(value)
    elif isinstance(value, (int, float)):
        yield repr(value)
    elif isinstance(value, (list, tuple, dict)):
        opening, closing = '{}' if isinstance(value, dict) else '[]'
        line = '' if indent is None else '\n' + ' ' * (indent * (depth + 1))
        yield opening
        first = True
        for item in value:
            yield line if first else ',' + (line or ' ')
            first = False
            if opening == '{':
                yield quote(str(item)) + ': '
                item = value[item]
            yield from encode(item, indent, depth + 1)
        if line and not first:
            yield line[:-indent]
        yield closing
    else:
        raise TypeError(f'{type(value).__name__} is not for JSON')


class DecodeError(ValueError):
    def __init__(self, message, text, at):
        line = text.count('\n', 0, at) + 1
        super().__init__(f'{message}: line {line} column {at - text.rfind(chr(10), 0, at)}')


class Decoder:
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.readers = {'"': self.string, '{': self.object, '[': self.array, 't': self.word, 'f': self.word, 'n': self.word}
        self.words = {'true': True, 'false': False, 'null': None}

    def decode(self):
        value = self.value()
        self.skip()
        if self.at < len(self.text):
            raise DecodeError('extra data', self.text, self.at)
        return value

    def skip(self):
        text, at = self.text, self.at
        while at < len(text) and text[at] in WHITE:
            at += 1
        self.at = at

    def value(self):
        self.skip()
        return self.readers.get(self.text[self.at:self.at + 1], self.number)()

    def word(self):
        for word, value in self.words.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        raise DecodeError('no such word', self.text, self.at)

    def number(self):
        start = at = self.at
        text, real = self.text, False
        while at < len(text) and (c := text[at]) in '-+.eE0123456789':
            real = real or c in '.eE'
            at += 1
        try:
            value = float(text[start:at]) if real else int(text[start:at])
        except ValueError:
            raise DecodeError('no value', text, start) from None
        self.at = at
        return value

    def string(self):
        text, start = self.text, self.at + 1
        parts = []
        while True:
            at = start
            while (c := text[at:at + 1]) != '"' and c != '\\':
                if c < ' ':
                    raise DecodeError('control character', text, at)
                at += 1
            parts.append(text[start:at])
            if c == '"':
                self.at = at + 1
                return ''.join(parts)
            kind = text[at + 1]
            start = at + 2
            if kind == 'u':
                code = int(text[at + 2:at + 6], 16)
                start = at + 6
                if 0xD800 <= code < 0xDC00 and text.startswith('\\u', start):
                    code = 0x10000 + (code - 0xD800) * 0x400 + int(text[start + 2:start + 6], 16) - 0xDC00
                    start += 6
                parts.append(chr(code))
            else:
                parts.append(UNESCAPES[kind])

    def need(self, signs):
        self.skip()
        c = self.text[self.at:self.at + 1]
        if not c or c not in signs:
            raise DecodeError(f'one of {signs} is missing', self.text, self.at)
        self.at += 1
        return c

    def array(self):
        self.at += 1
        self.skip()
        items = []
        if self.text.startswith(']', self.at):
            self.at += 1
            return items
        while True:
            items.append(self.value())
            if self.need(',]') == ']':
                return items

    def object(self):
        self.at += 1
        self.skip()
        items = {}
        if self.text.startswith('}', self.at):
            self.at += 1
            return items
        while True:
            self.skip()
            key = self.string()
            self.need(':')
            items[key] = self.value()
            if self.need(',}') == '}':
                return items


def document(count):
    return {
        'title': 'A catalogue of "things"\nin two lines',
        'items': [{
            'id': i, 'name': f'thing{i}', 'price': i * 1.25, 'tags': ['a', 'b', 'c'][:i % 4], 'stock': None if i % 5 == 0 else i % 7 > 3,
            'note': 'caf\xe9 \u20ac%d \U0001f600\t' % i, 'size': {'w': i % 10, 'h': -i, 'd': 1e-3 * i},
        } for i in range(count)],
        'empty': [{}, []],
    }


catalogue = document(6000)
compact = ''.join(encode(catalogue))
pretty = ''.join(encode(catalogue, 2))
print(len(compact), len(pretty), compact[:80])
print(Decoder(compact).decode() == catalogue, Decoder(pretty).decode() == catalogue)
nested = []
for _ in range(120):
    nested = [nested, {'k': len(nested)}]
text = ''.join(encode(nested))
print(len(text), Decoder(text).decode() == nested)
numbers = ' [ ' + ' , '.join(map(str, range(60000))) + ' ] '
print(sum(Decoder(numbers).decode()))
for bad in ('[1, 2', '{"a": tru}', '{"a" 1}', '[1]\n]', '"a\nb"', '[,]'):
    try:
        Decoder(bad).decode()
    except DecodeError as e:
        print(e)
