# A small language: lexer, parser, evaluator.
SOURCE = '''
def fact(n) { if n < 2 { return 1; } return n * fact(n - 1); }
def fib(n) { a = 0; b = 1; while n > 0 { t = a + b; a = b; b = t; n = n - 1; } return a; }
print fact(10);
print fib(30);
x = 3; y = 4;
print (x * x + y * y) * 2 - 7 / 2;
def make(k) { def add(v) { return v + k; } return add; }
add5 = make(5);
print add5(37);
i = 0; s = 0;
while i < 100 { i = i + 1; if i == 50 { i = 60; } else { s = s + i; } }
print s;
print undefined_name;
'''
class Token:
    __slots__ = ('kind', 'text')
    def __init__(self, kind, text): self.kind, self.text = kind, text
def lex(src):
    i, n = 0, len(src)
    while i < n:
        c = src[i]
        if c.isspace(): i += 1; continue
        j = i
        if c.isalpha():
            while j < n and (src[j].isalnum() or src[j] == '_'): j += 1
            word = src[i:j]
            yield Token(word if word in ('def', 'if', 'else', 'while', 'return', 'print') else 'name', word)
        elif c.isdigit():
            while j < n and src[j].isdigit(): j += 1
            yield Token('num', src[i:j])
        else:
            j = i + (2 if src[i:i + 2] in ('==', '<=', '>=', '!=') else 1)
            yield Token(src[i:j], src[i:j])
        i = j
    yield Token('end', '')
class Parser:
    LEVELS = [('==', '!=', '<', '>', '<=', '>='), ('+', '-'), ('*', '/')]
    def __init__(self, src): self.toks, self.i = list(lex(src)), 0
    def peek(self): return self.toks[self.i].kind
    def take(self, kind=None):
        t = self.toks[self.i]
        if kind and t.kind != kind: raise SyntaxError(f'expected {kind}, got {t.text!r}')
        self.i += 1
        return t
    def block(self, end='}'):
        out = []
        while self.peek() != end: out.append(self.statement())
        self.take(end)
        return out
    def braces(self): self.take('{'); return self.block()
    def statement(self):
        match self.peek():
            case 'def':
                self.take(); name = self.take('name').text; self.take('('); params = []
                while self.peek() != ')':
                    params.append(self.take('name').text)
                    if self.peek() == ',': self.take()
                self.take(')')
                return ('def', name, params, self.braces())
            case 'if':
                self.take(); cond = self.expr(); then = self.braces(); other = []
                if self.peek() == 'else': self.take(); other = self.braces()
                return ('if', cond, then, other)
            case 'while':
                self.take(); return ('while', self.expr(), self.braces())
            case 'return' | 'print' as kind:
                self.take(); node = (kind, self.expr())
            case 'name' if self.toks[self.i + 1].kind == '=':
                name = self.take().text; self.take(); node = ('set', name, self.expr())
            case _:
                node = ('expr', self.expr())
        self.take(';')
        return node
    def expr(self, level=0):
        if level == len(self.LEVELS): return self.call()
        left = self.expr(level + 1)
        while self.peek() in self.LEVELS[level]:
            left = ('bin', self.take().text, left, self.expr(level + 1))
        return left
    def call(self):
        t = self.take()
        if t.kind == 'num': node = ('num', int(t.text))
        elif t.kind == 'name': node = ('get', t.text)
        elif t.kind == '(': node = self.expr(); self.take(')')
        else: raise SyntaxError(t.text)
        while self.peek() == '(':
            self.take(); args = []
            while self.peek() != ')':
                args.append(self.expr())
                if self.peek() == ',': self.take()
            self.take(')'); node = ('call', node, args)
        return node
class Return(Exception): pass
OPS = {'+': int.__add__, '-': int.__sub__, '*': int.__mul__, '/': int.__floordiv__, '<': int.__lt__, '>': int.__gt__, '<=': int.__le__, '>=': int.__ge__, '==': int.__eq__, '!=': int.__ne__}
def evaluate(node, env):
    match node:
        case ('num', v): return v
        case ('get', name):
            scope = env
            while scope is not None:
                if name in scope[0]: return scope[0][name]
                scope = scope[1]
            raise NameError(f'no variable {name}')
        case ('bin', op, a, b): return OPS[op](evaluate(a, env), evaluate(b, env))
        case ('call', f, args): return evaluate(f, env)(*[evaluate(a, env) for a in args])
def run(block, env):
    for node in block:
        match node:
            case ('set', name, e): env[0][name] = evaluate(e, env)
            case ('print', e): print(evaluate(e, env))
            case ('expr', e): evaluate(e, env)
            case ('return', e): raise Return(evaluate(e, env))
            case ('if', c, t, o): run(t if evaluate(c, env) else o, env)
            case ('while', c, body):
                while evaluate(c, env): run(body, env)
            case ('def', name, params, body):
                def function(*args, params=params, body=body):
                    try: run(body, (dict(zip(params, args, strict=True)), env))
                    except Return as r: return r.args[0]
                env[0][name] = function
try:
    run(Parser(SOURCE).block('end'), ({}, None))
except NameError as e:
    print('error:', e)
try:
    Parser('x = (1 + ;').block('end')
except SyntaxError as e:
    print('syntax:', e)
