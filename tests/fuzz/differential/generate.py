"""Random programs: valid Python 3.11 over the whole grammar and the built-in types, from a seed.

A program is a list of independent statements at the top level, each in a `try` that prints what it raises, so that one program looks at many
things and a difference can be shrunk by leaving statements out. What programs may not depend on: identities (a set shows one NaN of many), the
order of sets of strings, time and memory. What depends on addresses is found out by running it again. Work is bounded: loops are short, numbers and texts small.
"""

import random

INTS = ['0', '1', '-1', '2', '3', '7', '-5', '10', '255', '256', '-128', '2**31', '2**47', '-2**47', '2**63', '-2**63 - 1', '2**64', '10**20', '3**70', '-7**45']
FLOATS = ['0.0', '-0.0', '1.0', '0.5', '-2.5', '1e10', '1e300', '-1e-300', '3.14159', '1e16', '123456.789', 'float("inf")', 'float("-inf")', '5e-324', '0.1']
STRS = ["''", "'a'", "'abc'", "'Hello, World'", "'  x y\\t'", "'\\n'", "'12'", "'-3.5'", "'\\u00e9\\u00df'", "'\\u4e2d\\u6587'", "'\\U0001f600z'", "'aAbB'", "'x,y,,z'", "'%s-%d'", "'{}{}'", "'ab' * 5", "'\\u0130\\u01c5'", "'0x1f'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'a,b,,c'", "bytearray(b'xyz')", "b'12'", "bytes(range(5))", "memoryview(b'abcd')"]
OTHERS = ['None', 'True', 'False', '...', 'NotImplemented', 'int', 'str', 'list', 'len', 'object', 'range(5)', 'range(-3, 10, 4)', 'slice(1, None, 2)', '1j', '(2-3j)', 'print', 'ValueError("v", 1)', 'type', 'iter([1, 2])', '(i for i in range(3))', '(lambda *a, **k: (a, k))', 'list[int]', 'int | None', "P(1, 'p')", 'Q(3)', 'frozenset({1, 2})']
KEYWORDS = ['key', 'default', 'reverse', 'sep', 'end', 'a', 'x', 'encoding', 'errors', 'strict', 'start', 'base', 'object', 'fget']
BINARY = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@']
COMPARE = ['<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not']
EXCEPTIONS = ['ValueError', 'TypeError', 'KeyError', 'IndexError', 'ZeroDivisionError', 'AttributeError', 'RuntimeError', 'StopIteration', 'OverflowError', 'LookupError', 'ArithmeticError', 'Exception', 'UnicodeError']
SPECS = ['', '5', '<8', '>8', '^9', '=+7', '05', '.2', '.3f', '10.4e', 'g', '+', ',', '_', 'x', '#x', 'o', 'b', 'c', 'd', 'n', '%', 's', '*^12', '08.2f', 'e', '-12,.1f', '#o', '.0f', '.10g', '!', '5.5s', '\\u00e9>6']
PERCENT = ['%s', '%r', '%a', '%d', '%5d', '%-6d|', '%05d', '%+d', '%x', '%#x', '%o', '%e', '%.2f', '%10.3f', '%g', '%c', '%%', '%5s|', '%-5s|', '%.2s', '%(a)s', '%i', '% d', '%G', '%X', '%q']
FUNCTIONS = {'abs': 1, 'ascii': 1, 'bin': 1, 'bool': 1, 'bytearray': 1, 'bytes': 1, 'callable': 1, 'chr': 1, 'complex': 2, 'dict': 1, 'divmod': 2, 'enumerate': 1, 'float': 1, 'format': 2, 'frozenset': 1, 'getattr': 3, 'hasattr': 2, 'hash': 1, 'hex': 1, 'int': 2, 'isinstance': 2, 'issubclass': 2, 'iter': 1, 'len': 1, 'list': 1, 'max': 2, 'min': 2, 'next': 2, 'oct': 1, 'ord': 1, 'pow': 3, 'range': 3, 'repr': 1, 'reversed': 1, 'round': 2, 'set': 1, 'slice': 3, 'sorted': 1, 'str': 3, 'sum': 2, 'tuple': 1, 'type': 1, 'zip': 2, 'map': 2, 'filter': 2, 'any': 1, 'all': 1, 'memoryview': 1, 'property': 1, 'super': 2}
# CPython has types of their own for these, whose names show in little more than repr. show() says them before it cuts.
ITERATORS = [('str_ascii_iterator', 'str_iterator'), ('memory_iterator', 'iterator'), ('generic_alias_iterator', 'tuple_iterator')]
HEAD = f'iterators = {ITERATORS}\n' + '''\
class P:
    def __init__(self, x, name='n'): self.x, self.name = x, name
    def __repr__(self): return f'P({self.x!r}, {self.name!r})'
    def __eq__(self, other): return isinstance(other, P) and self.x == other.x
    def __hash__(self): return 7
    def __add__(self, other): return P((self.x, other))
    def __radd__(self, other): return P((other, self.x))
    def __lt__(self, other): return repr(self) < repr(other)
    def __len__(self): return 3
    def __getitem__(self, i):
        if isinstance(i, int) and i > 4: raise IndexError(i)
        return ('item', i)
    def __call__(self, *a, **k): return a, k
    def __contains__(self, x): return x == 1
    def __bool__(self): return self.x != 0
    def __format__(self, spec): return f'<{spec}>'
    def __enter__(self): return self
    def __exit__(self, *a): return bool(self.x)
class Q(int):
    __slots__ = ()
    def __index__(self): return 2
    def __str__(self): return 'Q!'
    def __rsub__(self, other): return 'rsub', other
class E(ValueError):
    def __str__(self): return 'E:' + str(len(self.args))
def show(v, depth=0):
    if isinstance(v, (set, frozenset)):
        shown = sorted(show(x, depth + 1) for x in v)
        return type(v).__name__ + '{' + ', '.join(t for i, t in enumerate(shown) if t != "'nan'" or t not in shown[:i]) + '}'
    if isinstance(v, dict) and depth < 4: return '{' + ', '.join(show(k, depth + 1) + ': ' + show(x, depth + 1) for k, x in v.items()) + '}'
    if type(v) in (list, tuple) and depth < 4: return type(v).__name__ + '(' + ', '.join(show(x, depth + 1) for x in v) + ')'
    if type(v) in (map, filter, zip, enumerate, reversed) or type(v).__name__.endswith('iterator') or type(v).__name__ == 'generator':
        out = []
        for x in v:
            out.append(show(x, depth + 1))
            if len(out) > 20: break
        return dict(iterators).get(type(v).__name__, type(v).__name__) + '<' + ', '.join(out) + '>'
    r = repr(v)
    at = r.find(' at 0x')
    text = ascii(r if at < 0 else r[:at] + '>')
    for own, common in iterators: text = text.replace(own, common)
    return text[:400]
numbers_hash = hash
def hash(x, *more, **named):
    h = numbers_hash(x, *more, **named)
    return h if isinstance(x, (int, float, complex)) and x == x else type(h)
def say(e):
    text = str(e)
    at = text.find(' at 0x')
    print(type(e).__name__, ascii(text if at < 0 else text[:at])[:300])
'''


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = ['a', 'b', 'c']
        self.depth = 0
        self.loops = 0
        self.inside = []  # of 'def', 'async', 'loop', 'generator'

    # ---- choices
    def one(self, options):
        return self.r.choice(options)

    def chance(self, p):
        return self.r.random() < p

    def several(self, make, least=0, most=3):
        return [make() for _ in range(self.r.randint(least, most))]

    # ---- values
    def int_(self):
        return self.one(INTS) if self.chance(0.7) else str(self.r.randint(-20, 20))

    def atom(self):
        sort = self.r.random()
        if sort < 0.28:
            return self.int_() if self.chance(0.8) else f'({self.int_()})'
        if sort < 0.38:
            return self.one(FLOATS)
        if sort < 0.56:
            return self.one(STRS)
        if sort < 0.63:
            return self.one(BYTES)
        if sort < 0.73:
            return self.one(OTHERS)
        return self.one(self.names)

    def small(self):
        return str(self.r.randint(-4, 6))

    def expression(self):
        if self.depth > 3:
            return self.atom()
        self.depth += 1
        try:
            return self.one(self.EXPRESSIONS)(self)
        finally:
            self.depth -= 1

    def binary(self):
        op = self.one(BINARY)
        left, right = self.expression(), self.expression()
        if op in ('**', '<<'):  # results stay small
            right = self.one(['0', '1', '2', '3', '-1', '5', '0.5', "'x'", 'True', 'c'] if op == '**' else ['0', '1', '3', '70', '-1', 'c'])
            left = self.atom()
            return f'({left}) {op} {right}'
        if op == '*':
            return f'({left}) * {self.one([self.small(), "1.5", "(-0.0)", "None", "True"])}'
        return f'({left}) {op} ({right})'

    def compare(self):
        parts = [f'({self.expression()})']
        for _ in range(self.r.randint(1, 2)):
            op = self.one(COMPARE)
            other = self.one(['None', 'True', 'a']) if op.startswith('is') else f'({self.expression()})'
            parts.append(f'{op} {other}')
        return ' '.join(parts)

    def unary(self):
        return self.one(['-', '+', '~', 'not ']) + f'({self.expression()})'

    def boolean(self):
        return f'({self.expression()}) {self.one(["and", "or"])} ({self.expression()})'

    def ternary(self):
        return f'({self.expression()} if {self.expression()} else {self.expression()})'

    def list_(self):
        return '[' + ', '.join(self.several(self.item)) + ']'

    def item(self):
        return f'*({self.expression()})' if self.chance(0.08) else self.expression()

    def tuple_(self):
        items = self.several(self.item)
        return '(' + ', '.join(items) + (',)' if len(items) == 1 else ')')

    def set_(self):
        """What a set is good for without its order, which may be another."""
        items = lambda least=1: '{' + ', '.join(self.several(self.item, least)) + '}'
        return self.one([f'{{{self.expression()}}}', f'show({items()})', f'sorted({items()}, key=repr)', f'len({items()})', f'show({items()} {self.one(["|", "&", "-", "^", "<=", "=="])} {items()})',
                         f'({self.atom()} in {items()})'])

    def dict_(self):
        return '{' + ', '.join(f'**({self.expression()})' if self.chance(0.06) else f'{self.expression()}: {self.expression()}' for _ in range(self.r.randint(0, 3))) + '}'

    def comprehension(self):
        name = self.one(['x', 'y', 'a'])
        self.names.append(name)
        try:
            body = self.expression()
            condition = f' if {self.expression()}' if self.chance(0.4) else ''
            more = f' for z in ({self.one(["range(3)", name, "(1, 2)"])})' if self.chance(0.25) else ''
        finally:
            self.names.pop()
        source = self.one(['range(4)', '[1, 2, 3]', "'abc'", f'({self.atom()})', "{'k': 1}", 'range(-2, 3)'])
        inside = f'{body} for {name} in {source}{condition}{more}'.replace('super()', 'super(a)')  # of the function around it (PEP 709)
        sort = self.r.random()
        if sort < 0.45:
            return f'[{inside}]'
        if sort < 0.6:
            return f'show({{{inside}}})'
        if sort < 0.75:
            return f'{{{name}: {inside}}}'
        return f'{self.one(["list", "tuple", "sum", "sorted", "max", "any", "all", "dict", "set"])}({inside})'

    def subscript(self):
        index = self.one([self.small(), f'{self.small()}:{self.small()}', f'::{self.small()}', ':', f'{self.small()}::{self.small()}', self.expression(), f'{self.small()}, {self.small()}'])
        return f'({self.expression()})[{index}]'

    def attribute(self):
        return f'({self.expression()}).{self.one(["real", "imag", "__class__", "x", "name", "__len__", "start", "args", "nothing", "__name__", "step", "numerator"])}'

    def method(self):
        sort, methods = self.one(list(METHODS.items()))
        method = self.one(methods)
        own = method.startswith('__') or self.chance(0.85)
        receiver = self.one(POOLS[sort]) if own else self.atom()
        call = f'({receiver}).{method}({self.arguments(3)})'
        return f'show({call})' if sort == 'set' else call

    def arguments(self, most):
        given = self.several(self.atom if self.chance(0.7) else self.expression, 0, most)
        if self.chance(0.06):
            given.append(f'*({self.expression()})')
        if self.chance(0.08):
            given.append(f'{self.one(KEYWORDS)}={self.atom()}')
        if self.chance(0.03):
            given.append('**{' + ', '.join(f'"{self.one(KEYWORDS)}": {self.expression()}' for _ in range(self.r.randint(0, 2))) + '}')
        return ', '.join(given)

    def builtin(self):
        name, most = self.one(list(FUNCTIONS.items()))
        name = name.strip()
        if name == 'pow':
            return f'pow({self.atom()}, {self.one(["0", "1", "2", "3", "-1", "0.5"])}{self.one(["", ", 7", ", -3", ", 0", ", 10**18"])})'
        if name in ('range', 'bytes', 'bytearray', 'list', 'tuple'):
            return f'{name}({self.one([self.small(), "[1, 2]", "range(3)", self.one(STRS), self.one(BYTES), "None", "1.5"])})'
        if name == 'sorted':
            return f'sorted({self.expression()}{self.one(["", "", ", reverse=True", ", key=repr", ", key=" + self.atom()])})'
        call = f'{name}({self.arguments(most)})'
        return f'show({call})' if name in ('set', 'frozenset') else call

    def fstring(self):
        parts = []
        for _ in range(self.r.randint(1, 3)):
            inner = self.one([self.one(self.names), self.int_(), 'P(1)', '[1, 2]', '1.5', "a if a else b", '(lambda: 3)()', '{1: 2}[1]'])
            if inner.startswith('{'):
                inner = f' {inner} '
            spec = self.one(SPECS).replace('\\u00e9', '#')
            parts.append(self.one(['text ', '{{', '}}', '']) + '{' + inner + self.one(['', '=', '!r', '!s', '!a', '']) + (f':{spec}' if spec and self.chance(0.6) else '') + '}')
        return 'f"' + ''.join(parts) + '"'

    def formatting(self):
        if self.chance(0.4):
            operand = self.one([self.atom(), self.tuple_(), self.dict_(), "{" + chr(39) + "a" + chr(39) + ": 5}"])
            return f'"{self.one(PERCENT)} {self.one(PERCENT)}" % {operand}'
        if self.chance(0.5):
            return f'format({self.atom()}, "{self.one(SPECS)}")'
        field = self.one(['', '0', '1', 'a', '0[0]', 'x.y', '0.real', '0[k]', '!r', ':>5', '0!r:^10', ':{}', 'a:d'])
        return f'"{{{field}}} {{{self.one(["", "0", "a"])}}}".format({self.arguments(3).replace("2**31", "31")})'  # no text of 2 GB: one may be a width

    def lambda_(self):
        return f'(lambda {self.one(["x", "*x", "x=1", "x, *, y=2", "x, /", "**x"])}: {self.expression().replace("yield", "")})({self.arguments(2)})'

    def walrus(self):
        return f'(w := {self.expression()})'

    def call_object(self):
        return f'({self.one(["P", "Q", "E", "len", "str.upper", "int.from_bytes", "dict.fromkeys", "bytes.fromhex", "str.maketrans", "float.fromhex", "type(b)"])})({self.arguments(3)})'

    EXPRESSIONS = [atom, atom, binary, binary, binary, compare, unary, boolean, ternary, list_, tuple_, set_, dict_, comprehension, subscript, subscript,
                   attribute, method, method, method, method, builtin, builtin, builtin, fstring, formatting, formatting, lambda_, walrus, call_object]

    # ---- statements: lists of lines
    def block(self, most=3):
        if self.depth > 2:
            return ['    ' + self.simple()]
        self.depth += 1
        try:
            lines = []
            for _ in range(self.r.randint(1, most)):
                lines += self.statement()
        finally:
            self.depth -= 1
        return ['    ' + line for line in lines]

    def print_(self):
        return f'print(show({self.expression()}))'

    def target(self):
        return self.one(['a', 'b', 'c', 'a, b', '(a, *b)', '[a, b]', 'l[0]', 'l[1:]', 'd["k"]', 'o.x', '*a, b', 'a, (b, c)'])

    def simple(self):
        sort = self.r.random()
        if sort < 0.45:
            return self.print_()
        if sort < 0.65:
            return f'{self.target()} = {self.expression()}'
        if sort < 0.75:
            op = self.one(['+', '-', '*', '//', '%', '&', '|', '^', '/'])
            value = self.small() if op == '*' else self.expression()
            return f'{self.one(["a", "b", "c", "l[0]", "d[1]", "o.x"])} {op}= {value}'
        if sort < 0.79:
            return f'del {self.one(["l[0]", "l[:1]", "d[1]", "o.x", "c"])}'
        if sort < 0.82:
            return f'assert {self.expression()}, {self.atom()}'
        if sort < 0.86:
            return f'raise {self.one(EXCEPTIONS + ["E"])}({self.arguments(2)})' + self.one(['', '', ' from None', ' from ValueError(1)'])
        if sort < 0.9:
            return f'a: {self.one(["int", "list[str]", "int | str"])} = {self.expression()}'
        if sort < 0.93 and 'loop' in self.inside:
            return self.one(['break', 'continue'])
        if sort < 0.97 and 'def' in self.inside:
            return f'return {self.expression()}'
        return self.one(['pass', f'a = b = {self.expression()}', self.expression()])

    def statement(self):
        if self.depth > 2 or self.chance(0.5):
            return [self.simple()]
        return self.one(self.STATEMENTS)(self)

    def if_(self):
        lines = [f'if {self.expression()}:'] + self.block()
        if self.chance(0.3):
            lines += [f'elif {self.expression()}:'] + self.block()
        if self.chance(0.5):
            lines += ['else:'] + self.block()
        return lines

    def for_(self):
        self.inside.append('loop')
        try:
            lines = [f'for {self.one(["a", "x", "a, b", "(a, *b)"])} in {self.one(["range(3)", "[1, 2]", "((1, 2), (3, 4))", "enumerate(" + chr(39) + "ab" + chr(39) + ")", "zip((1, 2), (3, 4))", self.atom()])}:'] + self.block()
        finally:
            self.inside.pop()
        if self.chance(0.3):
            lines += ['else:'] + self.block()
        return lines

    def while_(self):
        self.loops += 1
        n = f'n{self.loops}'
        self.inside.append('loop')
        try:
            lines = [f'{n} = 0', f'while {n} < 3:', f'    {n} += 1'] + self.block()
        finally:
            self.inside.pop()
        if self.chance(0.3):
            lines += ['else:'] + self.block()
        return lines

    def try_(self):
        lines = ['try:'] + self.block()
        star = self.chance(0.1)
        saved, self.inside = self.inside, [] if star else self.inside
        handlers = self.r.randint(0 if not star else 1, 2)
        for _ in range(handlers):
            what = self.one(EXCEPTIONS + ['(ValueError, TypeError)', 'E'])
            name = self.one(['', ' as e'])
            lines += [f'except{"*" if star else ""} {what}{name}:'] + (self.block() if not name else ['    say(e)'] + self.block(1))
        if handlers and self.chance(0.25):
            lines += ['else:'] + self.block()
        self.inside = saved
        if not handlers or self.chance(0.35):
            saved, self.inside = self.inside, []
            lines += ['finally:'] + self.block(2)
            self.inside = saved
        return lines

    def with_(self):
        other = self.atom()
        if 'memoryview' in other:  # released, CPython has a SystemError for who iterates over it
            other = 'P(1)'
        return [f'with {self.one(["P(1)", "P(0)", other])}{self.one(["", " as a", " as (a)"])}{self.one(["", ", P(1) as b"])}:'] + self.block()

    def function(self):
        name = self.one(['f', 'g', 'h'])
        parameters = self.one(['', 'a', 'a, b=2', '*a', 'a, /, b', '*, a=1', 'a, *b, c=3, **d', '**a', 'a=1, *, b', 'a: int = 5'])
        saved, self.inside = self.inside, ['def']
        names, self.names = self.names, ['a', 'b', 'c', 'x']
        try:
            body = self.block()
            if self.chance(0.3):
                body.insert(0, '    ' + self.one(['global a', 'x = 1', 'nonlocal_ = 2', 'c = 4']))
            if body[0] == '    global a' and 'a' in parameters:
                body.pop(0)
                body = body or ['    pass']
            generator = self.chance(0.25)
            if generator:
                body.append('    ' + self.one(['yield a', 'x = yield 1', 'yield from [1, 2]', 'yield from x', 'print(show((yield)))']))
            elif self.chance(0.6):
                body.append(f'    return {self.expression()}')
        finally:
            self.inside, self.names = saved, names
        decorator = ['@(lambda f: f)'] if self.chance(0.1) else []
        call = f'{name}({self.arguments(2)})'
        return decorator + [f'def {name}({parameters}):'] + body + [f'print(show({"list(" + call + ")" if generator and self.chance(0.5) else call}))']

    def class_(self):
        bases = self.one(['', '(P)', '(Q)', '(list)', '(dict)', '(str)', '(int)', '(Exception)', '(P, metaclass=type)', '(tuple)'])
        lines = [f'class K{bases}:']
        saved, self.inside = self.inside, ['def']
        for _ in range(self.r.randint(1, 3)):
            special = self.one(['__init__', '__eq__', '__repr__', '__getattr__', '__iter__', '__len__', '__add__', '__radd__', '__mul__', '__neg__', '__bool__', '__contains__', '__getitem__', '__index__', '__hash__', '__str__', '__format__', '__lt__', '__next__', '__call__', '__setattr__', '__iadd__', '__missing__', '__float__', '__set_name__', 'method', '__class_getitem__', '__getattribute__'][:27])
            sort = self.r.random()
            if sort < 0.1:
                lines += [f'    {self.one(["x", "y", "__slots__"])} = {self.one(["1", "(" + chr(39) + "x" + chr(39) + ",)", "[]"])}']
            elif sort < 0.2:
                lines += ['    @property', '    def prop(self):', f'        return {self.one(["1", "self.x", "super().x"])}']
            elif sort < 0.28:
                lines += [f'    @{self.one(["staticmethod", "classmethod"])}', '    def s(*args):', f'        return {self.one(["len(args)", "args[-1]", "1 / 0"])}']
            else:
                names, self.names = self.names, ['self', 'args']
                if bases == '(str)' and special == '__repr__':
                    special = '__str__'  # messages that quote the text could not
                lines += [f'    def {special}(self, *args):', '        ' + self.one([f'return {self.atom()}', 'return 3', 'return self', f'return super().{special}(*args)', 'return NotImplemented', 'raise E(1)', "return 'text'", 'return iter([1, 2])'])]
                self.names = names
        self.inside = saved
        lines.append(f'k = K({self.arguments(2) if bases != "(str)" else self.one(STRS + [""])})')
        for _ in range(self.r.randint(1, 3)):
            use = self.one(['k', 'k + 1', '1 + k', 'k == k', 'len(k)', 'list(k)', 'bool(k)', 'k[0]', '0 in k', 'k.prop', 'k.x', 'k.s(1)', 'str(k)', 'format(k, "5")', '-k', 'k()', 'k < k', 'hash(k) == hash(k)', 'k * 2', 'int(k)', 'float(k)', 'k.method(1)', 'k.nothing', '[k] * 2', 'K.__mro__', 'range(k)', 'isinstance(k, P)', 'sorted([k, k])', 'K[1]', '"%s %d" % (k, k)', 'k.__dict__', 'next(k)'])
            lines += ['try:', f'    print(show({use}))', 'except RecursionError: print("recursion")', 'except Exception as e: say(e)']
        return lines

    def match_(self):
        lines = [f'match {self.expression()}:']
        for _ in range(self.r.randint(1, 4)):
            lines += [f'    case {self.pattern()}{" if " + self.expression() if self.chance(0.15) else ""}:'] + ['    ' + line for line in self.block(1)]
        return lines

    def pattern(self, depth=0):
        if depth > 2:
            return self.one(['_', '1', "'a'", 'None'])
        inner = lambda: self.pattern(depth + 1)
        return self.one(['1', '-2.5', "'a'", "b'a'", 'None', 'True', '1+2j', 'int()', 'str()', 'P()', f'P(x={inner()})', f'int({inner()})', f'[{inner()}, *_]', f'({inner()}, {inner()})', f'{{"k": {inner()}}}', '{}', '{1: _, **rest}', '[*_]', '[]', f'1 | 2 | {self.one(["3", "None", "[]"])}', 'float() | int()', 'int.real', f'[{inner()}]', 'list() as q', 'Q()', 'E()'])

    def coroutine(self):
        saved, self.inside = self.inside, ['def']
        body = self.block(2)
        self.inside = saved
        return (['class Aw:', '    def __await__(self):', '        got = yield "waiting"', '        return got', 'async def co():'] + body +
                ['    ' + self.one(['print(show(await Aw()))', 'return await Aw()', 'async with P(1): pass', 'return [x async for x in ag()]', 'await None', 'async for x in ag(): print(x)']),
                 'async def ag():', '    yield 1', '    ' + self.one(['yield 2', 'await Aw()', 'raise E()', 'return']),
                 'c1 = co()', 'try:', '    print(show(c1.send(None)))', f'    print(show(c1.{self.one(["send(5)", "throw(E(1))", "close()", "send(None)"])}))',
                 'except StopIteration as e: print("stop", show(e.value))', 'except Exception as e: say(e)', 'finally: c1.close()'])

    def generator_steps(self):
        saved, self.inside = self.inside, ['def']
        body = self.block(2)
        self.inside = saved
        lines = ['def gen(a=1, b=2):', '    try:'] + ['    ' + line for line in body] + ['        got = yield a', '        print(show(got))', '        yield from (b, 3)', f'    {self.one(["finally", "except ValueError", "except GeneratorExit"])}:', '        print("end")', 'it = gen()', 'try:']
        for _ in range(self.r.randint(1, 4)):
            lines += ['    try:', f'        print(show({self.one(["next(it)", "it.send(4)", "it.throw(ValueError(2))", "it.close()", "list(it)", "it.throw(E)", "it.gi_running"])}))', '    except Exception as e: say(e)']
        return lines + ['finally: it.close()']

    def exec_(self):
        space = ', globals()' if 'def' in self.inside else ''  # what exec leaves in a function's locals() has changed (PEP 667)
        return [f'exec({self.simple()!r}{space})', f'print(show(eval({self.one(["1 + 1", "a", "b", "[i for i in range(3)]", "len(l)"])!r}{space})))']

    STATEMENTS = [if_, for_, for_, while_, try_, try_, with_, function, function, class_, class_, match_, coroutine, generator_steps, exec_]

    def program(self):
        """Its statements, each a list of lines."""
        chunks = []
        for _ in range(self.r.randint(4, 9)):
            self.depth = 0
            chunks.append(self.statement())
        return chunks


METHODS = {
    'str': 'capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill __getitem__ __contains__ format_map'.split(),
    'bytes': 'capitalize center count decode endswith expandtabs find hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill append extend insert pop remove reverse tobytes tolist cast'.split(),
    'list': 'append clear copy count extend index insert pop remove reverse sort __setitem__ __delitem__ __eq__ __lt__'.split(),
    'tuple': 'count index __getitem__'.split(),
    'dict': 'clear copy fromkeys get items keys pop popitem setdefault update values __or__ __getitem__ __contains__'.split(),
    'set': 'add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update __or__ __and__ __sub__ __le__'.split(),
    'int': 'as_integer_ratio bit_count bit_length conjugate to_bytes from_bytes __add__ __floordiv__ __mod__ __round__ __format__ __and__ __truediv__ __divmod__'.split(),
    'float': 'as_integer_ratio fromhex hex is_integer conjugate __round__ __floordiv__ __mod__ __format__ __int__ __trunc__ __divmod__'.split(),
    'range': 'count index __getitem__ __contains__ __len__ __reversed__ __eq__'.split(),
    'complex': 'conjugate __add__ __mul__ __truediv__ __format__ __abs__ __complex__'.split(),
    'slice': 'indices __eq__'.split(),
    'exception': 'with_traceback add_note __str__ __repr__ __reduce__'.split(),
}
POOLS = {'str': STRS + ["'\\ud800'", "'a\\ud800b'"], 'bytes': BYTES, 'list': ['l', '[]', '[1, 2, 3]', '[3, 1, 2]', "['b', 'a']", '[[1], [2]]', '[1, "a", None]', '[1.5, 1]', 'list(range(8))'],
         'tuple': ['()', '(1,)', '(1, 2, 1)', "('a', 'b')"], 'dict': ['d', '{}', "{'a': 1, 2: 'b'}", '{1.0: 2, None: 3}'], 'set': ['{1, 2, 3}', 'set()', 'frozenset({1, 5})', '{1.0, True, 2}'],
         'int': ['(' + i + ')' for i in INTS] + ['True', 'Q(4)'], 'float': FLOATS + ['float("nan")'], 'range': ['range(5)', 'range(0, 10, 3)', 'range(5, 0, -1)', 'range(0)'], 'complex': ['1j', '(1.5-2j)', '0j', 'complex("nan")'],
         'slice': ['slice(3)', 'slice(1, 5, 2)', 'slice(None, None, -1)'], 'exception': ["ValueError(1, 2)", "KeyError('k')", 'OSError(2, "x")', 'E()', 'ExceptionGroup("g", [E(1)])']}


def source_of(chunks):
    """The program of these statements."""
    lines = [HEAD, "a, b, c = 1, 'two', [3]", "l = [5, 'six', 7.0]", "d = {'k': 1, 1: 2}", 'o = P(9)', 'x = w = 0']
    for chunk in chunks:
        lines.append('try:')
        lines += ['    ' + line for line in chunk]
        lines += ['except RecursionError: print("recursion")', 'except BaseException as e_: say(e_)']
        lines.append('try: print(show([a, b, c, l, d, o, x, w]))\nexcept NameError as e_: say(e_); a = b = c = 0\nexcept BaseException as e_: say(e_)')
    return '\n'.join(lines) + '\n'
