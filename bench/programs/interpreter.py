"""A small language of its own: a tokenizer by characters, a parser by recursive descent, and a walk over trees of nodes with scopes."""

KEYWORDS = {'let', 'while', 'if', 'else', 'def', 'return', 'print'}
DOUBLE = {'==', '!=', '<=', '>=', '&&', '||'}
LEVELS = [('||',), ('&&',), ('==', '!='), ('<', '>', '<=', '>='), ('+', '-'), ('*', '/', '%')]


def tokens(source):
    i, line = 0, 1
    while i < len(source):
        c = source[i]
        if c == '\n':
            line += 1
            i += 1
        elif c.isspace():
            i += 1
        elif c == '#':
            while i < len(source) and source[i] != '\n':
                i += 1
        elif c.isdigit():
            start = i
            while i < len(source) and source[i].isdigit():
                i += 1
            yield 'number', int(source[start:i]), line
        elif c.isalpha() or c == '_':
            start = i
            while i < len(source) and (source[i].isalnum() or source[i] == '_'):
                i += 1
            word = source[start:i]
            yield ('keyword' if word in KEYWORDS else 'name'), word, line
        elif source[i:i + 2] in DOUBLE:
            yield 'sign', source[i:i + 2], line
            i += 2
        elif c in '+-*/%<>=(){},;':
            yield 'sign', c, line
            i += 1
        else:
            raise SyntaxError(f'line {line}: {c!r} is of no use here')
    yield 'end', None, line


class Return(Exception):
    def __init__(self, value):
        self.value = value


class Scope:
    def __init__(self, outer=None):
        self.names = {}
        self.outer = outer

    def holder(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names
            scope = scope.outer
        raise NameError(name)


class Number:
    def __init__(self, value):
        self.value = value

    def run(self, scope):
        return self.value


class Name:
    def __init__(self, name):
        self.name = name

    def run(self, scope):
        return scope.holder(self.name)[self.name]


class Binary:
    actions = {
        '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a // b, '%': lambda a, b: a % b,
        '<': lambda a, b: a < b, '>': lambda a, b: a > b, '<=': lambda a, b: a <= b, '>=': lambda a, b: a >= b,
        '==': lambda a, b: a == b, '!=': lambda a, b: a != b,
    }

    def __init__(self, sign, left, right):
        self.action, self.left, self.right = self.actions[sign], left, right

    def run(self, scope):
        return self.action(self.left.run(scope), self.right.run(scope))


class Either:
    def __init__(self, left, right, stop):
        self.left, self.right, self.stop = left, right, stop

    def run(self, scope):
        value = self.left.run(scope)
        return value if bool(value) is self.stop else self.right.run(scope)


class Call:
    def __init__(self, name, arguments):
        self.name, self.arguments = name, arguments

    def run(self, scope):
        function = scope.holder(self.name)[self.name]
        return function(*[a.run(scope) for a in self.arguments])


class Let:
    def __init__(self, name, value, new):
        self.name, self.value, self.new = name, value, new

    def run(self, scope):
        value = self.value.run(scope)
        (scope.names if self.new else scope.holder(self.name))[self.name] = value


class Block:
    def __init__(self, steps):
        self.steps = steps

    def run(self, scope):
        for step in self.steps:
            step.run(scope)


class If:
    def __init__(self, test, then, other):
        self.test, self.then, self.other = test, then, other

    def run(self, scope):
        if self.test.run(scope):
            self.then.run(scope)
        elif self.other is not None:
            self.other.run(scope)


class While:
    def __init__(self, test, body):
        self.test, self.body = test, body

    def run(self, scope):
        while self.test.run(scope):
            self.body.run(scope)


class Give:
    def __init__(self, value):
        self.value = value

    def run(self, scope):
        raise Return(self.value.run(scope))


class Print:
    def __init__(self, value):
        self.value = value

    def run(self, scope):
        print(self.value.run(scope))


class Define:
    def __init__(self, name, parameters, body):
        self.name, self.parameters, self.body = name, parameters, body

    def run(self, scope):
        def function(*values):
            inner = Scope(scope)
            inner.names.update(zip(self.parameters, values))
            try:
                self.body.run(inner)
            except Return as r:
                return r.value
        scope.names[self.name] = function


class Parser:
    def __init__(self, source):
        self.stream = tokens(source)
        self.kind, self.value, self.line = next(self.stream)

    def step(self):
        value = self.value
        if self.kind != 'end':
            self.kind, self.value, self.line = next(self.stream)
        return value

    def take(self, value):
        if self.value != value or self.kind == 'number':
            return False
        self.step()
        return True

    def need(self, value):
        if not self.take(value):
            raise SyntaxError(f'line {self.line}: {value!r} is missing before {self.value!r}')

    def program(self):
        steps = []
        while self.kind != 'end':
            steps.append(self.statement())
        return Block(steps)

    def block(self):
        self.need('{')
        steps = []
        while not self.take('}'):
            steps.append(self.statement())
        return Block(steps)

    def statement(self):
        if self.take('let'):
            return self.binding(self.step(), True)
        if self.take('if'):
            test, then = self.expression(), self.block()
            return If(test, then, self.block() if self.take('else') else None)
        if self.take('while'):
            return While(self.expression(), self.block())
        if self.take('def'):
            name, parameters = self.step(), []
            self.need('(')
            while not self.take(')'):
                parameters.append(self.step())
                self.take(',')
            return Define(name, parameters, self.block())
        if self.value in ('return', 'print') and self.kind == 'keyword':
            node = (Give if self.step() == 'return' else Print)(self.expression())
            self.need(';')
            return node
        node = self.expression()
        if isinstance(node, Name) and self.value == '=':
            return self.binding(node.name, False)
        self.need(';')
        return node

    def binding(self, name, new):
        self.need('=')
        value = self.expression()
        self.need(';')
        return Let(name, value, new)

    def expression(self, level=0):
        if level == len(LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while self.kind == 'sign' and self.value in LEVELS[level]:
            sign = self.step()
            right = self.expression(level + 1)
            left = Either(left, right, sign == '||') if level < 2 else Binary(sign, left, right)
        return left

    def atom(self):
        if self.take('('):
            node = self.expression()
            self.need(')')
            return node
        if self.take('-'):
            return Binary('-', Number(0), self.atom())
        if self.kind == 'number':
            return Number(self.step())
        if self.kind != 'name':
            raise SyntaxError(f'line {self.line}: unexpected {self.value!r}')
        name = self.step()
        if not self.take('('):
            return Name(name)
        arguments = []
        while not self.take(')'):
            arguments.append(self.expression())
            self.take(',')
        return Call(name, arguments)


SOURCE = '''
# Greatest divisors, primes, and steps of Collatz.
def gcd(a, b) { if b == 0 { return a; } return gcd(b, a % b); }
def prime(n) {
    let d = 2;
    while d * d <= n && n % d != 0 { d = d + 1; }
    return n > 1 && d * d > n;
}
def steps(n) {
    let count = 0;
    while n != 1 {
        if n % 2 == 0 || n == 0 { n = n / 2; } else { n = 3 * n + 1; }
        count = count + 1;
    }
    return count;
}
let total = 0;
let i = 1;
while i < 4000 {
    total = total + gcd(i * 36, 5040 - i) * (1 + 2 * prime(i)) - -steps(i);
    i = i + 1;
}
print total;
'''

Parser(SOURCE).program().run(Scope())
large = '\n'.join(SOURCE.replace('total', f'total_{i}').replace('gcd', f'gcd_{i}') for i in range(120))
print(len(Parser(large).program().steps), sum(1 for _ in tokens(large)))
try:
    Parser('let x = (1 + 2;\n').program()
except SyntaxError as e:
    print(e)
