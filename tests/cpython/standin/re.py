"""Regular expressions by backtracking, for the patterns in CPython's tests: each part of a pattern becomes a function
match(text, position, groups, rest) that answers a position or None, where rest(position, groups) is what has to match after it."""

A = ASCII = 256
I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
L = LOCALE = 4
NOFLAG = 0
RegexFlag = int

_UNLIMITED = 1 << 60


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        super().__init__(msg)
        self.msg, self.pattern, self.pos = msg, pattern, pos


def _word(c):
    return c == '_' or c.isalnum()


_KINDS = {'d': str.isdecimal, 'w': _word, 's': str.isspace}
_ASCII = {'d': lambda c: c in '0123456789', 'w': lambda c: c < '\x80' and _word(c), 's': lambda c: c in ' \t\n\r\f\v'}
_ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', '0': '\0'}
_FLAGS = {'a': A, 'i': I, 'm': M, 's': S, 'u': U, 'x': X, 'L': L}


class _Parser:
    def __init__(self, pattern, flags):
        self.p, self.i, self.flags = pattern, 0, flags
        self.count, self.names = 0, {}

    def peek(self):
        return self.p[self.i:self.i + 1]

    def fail(self, message):
        raise error(f'{message} at position {self.i}', self.p, self.i)

    def alternatives(self):
        branches = [self.sequence()]
        while self.peek() == '|':
            self.i += 1
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else _either(branches)

    def sequence(self):
        parts = []
        while self.i < len(self.p) and self.p[self.i] not in '|)':
            c = self.p[self.i]
            if self.flags & X and c.isspace():
                self.i += 1
            elif self.flags & X and c == '#':
                end = self.p.find('\n', self.i)
                self.i = len(self.p) if end < 0 else end + 1
            else:
                part = self.atom()
                if part is not None:
                    parts.append(self.repeated(part))
        return _sequence(parts)

    def repeated(self, part):
        while True:
            c = self.peek()
            if c and c in '*+?':
                self.i += 1
                least, most = {'*': (0, _UNLIMITED), '+': (1, _UNLIMITED), '?': (0, 1)}[c]
            elif c == '{' and self.braces():
                least, most = self.braces()
                self.i = self.p.index('}', self.i) + 1
            else:
                return part
            greedy = True
            if self.peek() == '?':
                self.i += 1
                greedy = False
            elif self.peek() == '+':
                self.i += 1
            part = _repeat(part, least, most, greedy)

    def braces(self):
        end = self.p.find('}', self.i)
        low, comma, high = self.p[self.i + 1:end].partition(',')
        if end < 0 or not (low.isdigit() or comma and not low) or high and not high.isdigit() or not (low or high):
            return None
        return int(low or 0), (int(high) if high else _UNLIMITED) if comma else int(low)

    def atom(self):
        c = self.p[self.i]
        self.i += 1
        if c == '.':
            return _single((lambda c: True) if self.flags & S else (lambda c: c != '\n'))
        if c == '^':
            return _where(_line_start if self.flags & M else (lambda text, i: i == 0))
        if c == '$':
            return _where(_line_end if self.flags & M else _last_end)
        if c == '[':
            return _single(self.folded(self.characters()))
        if c == '(':
            return self.group()
        if c == '\\':
            return self.escape()
        if c in '*+?':
            self.i -= 1
            self.fail('nothing to repeat')
        return self.literal(c)

    def literal(self, c):
        if self.flags & I:
            lower = self.lower()
            low = lower(c)
            return _single(lambda d: lower(d) == low)
        return _single(lambda d: d == c)

    def folded(self, test):
        if self.flags & I:
            lower = self.lower()
            return lambda c: test(c) or test(lower(c)) or lower(c.upper()) == lower(c) and test(c.upper())
        return test

    def lower(self):
        return (lambda c: c.lower() if c < '\x80' else c) if self.flags & A else str.lower

    def kind(self, letter):
        test = (_ASCII if self.flags & A else _KINDS)[letter.lower()]
        return test if letter.islower() else (lambda c: not test(c))

    def character(self):
        """After a backslash: a character, or None."""
        c = self.p[self.i]
        self.i += 1
        if c in 'xuU':
            digits = {'x': 2, 'u': 4, 'U': 8}[c]
            self.i += digits
            return chr(int(self.p[self.i - digits:self.i], 16))
        if c in _ESCAPES:
            return _ESCAPES[c]
        if c.isalnum() and c < '\x80':
            self.fail(f'bad escape \\{c}')
        return c

    def escape(self):
        c = self.peek()
        if not c:
            self.fail('bad escape (end of pattern)')
        if c in 'dDwWsS':
            self.i += 1
            return _single(self.kind(c))
        if c in 'bBAZ':
            self.i += 1
            word = self.kind('w')
            return _where({'b': lambda t, i: _boundary(t, i, word), 'B': lambda t, i: not _boundary(t, i, word),
                           'A': lambda t, i: i == 0, 'Z': lambda t, i: i == len(t)}[c])
        if c in '123456789':
            end = self.i + 1
            while end < len(self.p) and end < self.i + 2 and self.p[end].isdigit():
                end += 1
            number, self.i = int(self.p[self.i:end]), end
            return _back(number)
        return self.literal(self.character())

    def characters(self):
        negated = self.peek() == '^'
        if negated:
            self.i += 1
        tests, first = [], True
        while first or self.peek() != ']':
            first = False
            if self.i >= len(self.p):
                self.fail('unterminated character set')
            low = self.member()
            if not isinstance(low, str):
                tests.append(low)
                continue
            if self.peek() == '-' and self.p[self.i + 1:self.i + 2] not in (']', ''):
                self.i += 1
                high = self.member()
                tests.append(lambda c, low=low, high=high: low <= c <= high)
            else:
                tests.append(lambda c, low=low: c == low)
        self.i += 1
        if negated:
            return lambda c: not any([test(c) for test in tests])
        return lambda c: any([test(c) for test in tests])

    def member(self):
        c = self.p[self.i]
        self.i += 1
        if c != '\\':
            return c
        if self.peek() in ('d', 'D', 'w', 'W', 's', 'S'):
            self.i += 1
            return self.kind(self.p[self.i - 1])
        if self.peek() == 'b':
            self.i += 1
            return '\b'
        return self.character()

    def group(self):
        if self.peek() != '?':
            return self.capture(None)
        self.i += 1
        c = self.peek()
        self.i += 1
        if c == ':':
            return self.closed()
        if c == '#':
            self.i = self.p.index(')', self.i) + 1
            return None
        if c == 'P':
            mark, self.i = self.peek(), self.i + 1
            end = self.p.index('>' if mark == '<' else ')', self.i)
            name, self.i = self.p[self.i:end], end + 1
            return self.capture(name) if mark == '<' else _back(self.names[name])
        if c in ('=', '!'):
            return _ahead(self.closed(), c == '=')
        if c == '<':
            c = self.peek()
            self.i += 1
            return _behind(self.closed(), c == '=')
        self.i -= 1
        on = off = 0
        while self.peek() in _FLAGS and self.peek():
            on |= _FLAGS[self.peek()]
            self.i += 1
        if self.peek() == '-':
            self.i += 1
            while self.peek() in _FLAGS and self.peek():
                off |= _FLAGS[self.peek()]
                self.i += 1
        c = self.peek()
        self.i += 1
        if c == ')':
            self.flags |= on
            return None
        if c != ':':
            self.fail('unknown extension ?' + c)
        saved, self.flags = self.flags, (self.flags | on) & ~off
        part = self.closed()
        self.flags = saved
        return part

    def closed(self):
        saved = self.flags
        part = self.alternatives()
        self.flags = saved
        if self.peek() != ')':
            self.fail('missing ), unterminated subpattern')
        self.i += 1
        return part

    def capture(self, name):
        self.count += 1
        number = self.count
        if name is not None:
            self.names[name] = number
        return _capture(self.closed(), number)


def _single(test):
    def match(text, i, groups, rest):
        return rest(i + 1, groups) if i < len(text) and test(text[i]) else None

    match.test = test
    return match


def _where(test):
    return lambda text, i, groups, rest: rest(i, groups) if test(text, i) else None


def _line_start(text, i):
    return i == 0 or text[i - 1] == '\n'


def _line_end(text, i):
    return i == len(text) or text[i] == '\n'


def _last_end(text, i):
    return i == len(text) or i == len(text) - 1 and text[i] == '\n'


def _boundary(text, i, word):
    return (i > 0 and word(text[i - 1])) != (i < len(text) and word(text[i]))


def _sequence(parts):
    def match(text, i, groups, rest, at=0):
        # Characters in a row need no recursion.
        while at < len(parts) and hasattr(parts[at], 'test'):
            if i >= len(text) or not parts[at].test(text[i]):
                return None
            i, at = i + 1, at + 1
        if at == len(parts):
            return rest(i, groups)
        return parts[at](text, i, groups, lambda j, g: match(text, j, g, rest, at + 1))

    return parts[0] if len(parts) == 1 else match


def _either(branches):
    def match(text, i, groups, rest):
        for branch in branches:
            end = branch(text, i, groups, rest)
            if end is not None:
                return end
        return None

    return match


def _repeat(part, least, most, greedy):
    test = getattr(part, 'test', None)

    def match_single(text, i, groups, rest):
        count, end = 0, len(text)
        if greedy:
            while count < most and i + count < end and test(text[i + count]):
                count += 1
            while count >= least:
                found = rest(i + count, groups)
                if found is not None:
                    return found
                count -= 1
            return None
        while True:
            if count >= least:
                found = rest(i + count, groups)
                if found is not None:
                    return found
            if count >= most or i + count >= end or not test(text[i + count]):
                return None
            count += 1

    def match(text, i, groups, rest, count=0):
        def again(j, g):
            if j == i and count >= least:
                return None
            return match(text, j, g, rest, count + 1)

        if not greedy and count >= least:
            found = rest(i, groups)
            if found is not None:
                return found
        if count < most:
            found = part(text, i, groups, again)
            if found is not None:
                return found
        return rest(i, groups) if greedy and count >= least else None

    return match_single if test else match


def _capture(part, number):
    def match(text, i, groups, rest):
        return part(text, i, groups, lambda j, g: rest(j, {**g, number: (i, j)}))

    return match


def _back(number):
    def match(text, i, groups, rest):
        if number not in groups:
            return None
        start, end = groups[number]
        return rest(i + end - start, groups) if text.startswith(text[start:end], i) else None

    return match


def _ahead(part, wanted):
    def match(text, i, groups, rest):
        kept = []
        found = part(text, i, groups, lambda j, g: kept.append(g) or j)
        if (found is not None) != wanted:
            return None
        return rest(i, kept[-1] if wanted else groups)

    return match


def _behind(part, wanted):
    def match(text, i, groups, rest):
        found = False
        for start in range(i, -1, -1):
            if part(text, start, groups, lambda j, g: j if j == i else None) is not None:
                found = True
                break
        return rest(i, groups) if found == wanted else None

    return match


class Match:
    def __init__(self, pattern, string, text, spans, pos=0, endpos=None):
        self.re, self.string, self._text, self._spans = pattern, string, text, spans
        self.pos, self.endpos = pos, len(text) if endpos is None else endpos

    def _number(self, group):
        number = self.re.groupindex[group] if isinstance(group, str) and group in self.re.groupindex else group
        if not isinstance(number, int) or not 0 <= number <= self.re.groups:
            raise IndexError('no such group')
        return number

    def span(self, group=0):
        return self._spans.get(self._number(group), (-1, -1))

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def _get(self, group, default=None):
        start, end = self.span(group)
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if len(groups) < 2:
            return self._get(groups[0] if groups else 0)
        return tuple(self._get(g) for g in groups)

    __getitem__ = _get

    def groups(self, default=None):
        return tuple(self._get(g, default) for g in range(1, self.re.groups + 1))

    def groupdict(self, default=None):
        return {name: self._get(number, default) for name, number in self.re.groupindex.items()}

    @property
    def lastindex(self):
        inner = [(span[1], -number) for number, span in self._spans.items() if number]
        return -max(inner)[1] if inner else None

    @property
    def lastgroup(self):
        for name, number in self.re.groupindex.items():
            if number == self.lastindex:
                return name
        return None

    def expand(self, template):
        parts, i = [], 0
        while i < len(template):
            c = template[i]
            if c != '\\':
                parts.append(c)
                i += 1
            elif template.startswith('\\g<', i):
                end = template.index('>', i)
                name = template[i + 3:end]
                parts.append(self._get(int(name) if name.isdigit() else name, ''))
                i = end + 1
            elif template[i + 1].isdigit():
                parts.append(self._get(int(template[i + 1]), ''))
                i += 2
            else:
                parts.append(_ESCAPES.get(template[i + 1], template[i + 1]))
                i += 2
        return ''.join(parts)

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={self.group()!r}>'


class Pattern:
    def __init__(self, pattern, flags=0):
        self.pattern = pattern
        self._bytes = isinstance(pattern, bytes)
        parser = _Parser(self._text(pattern), flags | (A if self._bytes else 0))
        self._match = parser.alternatives()
        if parser.i < len(parser.p):
            parser.fail('unbalanced parenthesis')
        self.flags = parser.flags | (0 if self._bytes or parser.flags & A else U)
        self.groups, self.groupindex = parser.count, parser.names

    def _text(self, string):
        if isinstance(string, str):
            if self._bytes:
                raise TypeError('cannot use a bytes pattern on a string-like object')
            return string
        if not self._bytes:
            raise TypeError('cannot use a string pattern on a bytes-like object'
                            if isinstance(string, (bytes, bytearray, memoryview)) else
                            f'expected string or bytes-like object, got {type(string).__name__!r}')
        return bytes(string).decode('latin-1')

    def _at(self, string, text, i, whole=False):
        kept = []

        def rest(j, groups):
            if whole and j != len(text):
                return None
            kept.append({**groups, 0: (i, j)})
            return j

        return Match(self, string, text, kept[-1]) if self._match(text, i, {}, rest) is not None else None

    def match(self, string, pos=0, endpos=None):
        return self._at(string, self._text(string)[:endpos], pos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._at(string, self._text(string)[:endpos], pos, True)

    def search(self, string, pos=0, endpos=None):
        text = self._text(string)[:endpos]
        for i in range(pos, len(text) + 1):
            found = self._at(string, text, i)
            if found:
                return found
        return None

    def finditer(self, string, pos=0, endpos=None):
        text, i, last = self._text(string)[:endpos], pos, -1
        while i <= len(text):
            found = self._at(string, text, i)
            if found and not (found.end() == i and i == last):
                yield found
                last = found.end()
                i = last if found.end() > i else i + 1
            else:
                i += 1

    def findall(self, string, pos=0, endpos=None):
        if self.groups > 1:
            return [m.groups('') for m in self.finditer(string, pos, endpos)]
        return [m._get(self.groups, '') for m in self.finditer(string, pos, endpos)]

    def subn(self, replacement, string, count=0):
        parts, at, done = [], 0, 0
        for found in self.finditer(string):
            if count and done == count:
                break
            parts += [string[at:found.start()], replacement(found) if callable(replacement) else found.expand(replacement)]
            at, done = found.end(), done + 1
        return string[:0].join(parts + [string[at:]]), done

    def sub(self, replacement, string, count=0):
        return self.subn(replacement, string, count)[0]

    def split(self, string, maxsplit=0):
        parts, at = [], 0
        for number, found in enumerate(self.finditer(string)):
            if maxsplit and number == maxsplit:
                break
            parts += [string[at:found.start()], *found.groups()]
            at = found.end()
        return parts + [string[at:]]

    def __repr__(self):
        return f're.compile({self.pattern!r})'

    def __eq__(self, other):
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))


_known = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    key = type(pattern), pattern, flags
    if key not in _known:
        _known[key] = Pattern(pattern, flags)
    return _known[key]


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, replacement, string, count=0, flags=0):
    return compile(pattern, flags).sub(replacement, string, count)


def subn(pattern, replacement, string, count=0, flags=0):
    return compile(pattern, flags).subn(replacement, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def escape(pattern):
    special = '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'
    if isinstance(pattern, str):
        return ''.join('\\' + c if c in special else c for c in pattern)
    return escape(bytes(pattern).decode('latin-1')).encode('latin-1')


def purge():
    _known.clear()
