"""Structural pattern matching: derivatives and simplification of formulas, a machine of instructions, and events in dictionaries."""


class Node:
    __slots__ = ()

    def __repr__(self):
        return show(self)


class Num(Node):
    __slots__ = ('value',)
    __match_args__ = ('value',)

    def __init__(self, value):
        self.value = value


class Var(Node):
    __slots__ = ('name',)
    __match_args__ = ('name',)

    def __init__(self, name):
        self.name = name


class Op(Node):
    __slots__ = ('sign', 'left', 'right')
    __match_args__ = ('sign', 'left', 'right')

    def __init__(self, sign, left, right):
        self.sign, self.left, self.right = sign, left, right


def show(node):
    match node:
        case Num(v) if v < 0:
            return f'({v})'
        case Num(v):
            return str(v)
        case Var(name):
            return name
        case Op('+' | '-' as sign, a, b):
            return f'({show(a)} {sign} {show(b)})'
        case Op(sign, a, b):
            return f'{show(a)}{sign}{show(b)}'


def derive(node, by):
    match node:
        case Num():
            return Num(0)
        case Var(name):
            return Num(int(name == by))
        case Op('+' | '-' as sign, a, b):
            return Op(sign, derive(a, by), derive(b, by))
        case Op('*', a, b):
            return Op('+', Op('*', derive(a, by), b), Op('*', a, derive(b, by)))
        case Op('^', a, Num(n)):
            return Op('*', Op('*', Num(n), Op('^', a, Num(n - 1))), derive(a, by))
    raise ValueError(node)


def simple(node):
    match node:
        case Op(sign, a, b):
            node = Op(sign, simple(a), simple(b))
    match node:
        case Op('+', Num(a), Num(b)):
            return Num(a + b)
        case Op('-', Num(a), Num(b)):
            return Num(a - b)
        case Op('*', Num(a), Num(b)):
            return Num(a * b)
        case Op('^', Num(a), Num(b)):
            return Num(a ** b)
        case Op('+', Num(0), x) | Op('+' | '-', x, Num(0)) | Op('*', Num(1), x) | Op('*' | '^', x, Num(1)):
            return x
        case Op('*', Num(0), _) | Op('*', _, Num(0)):
            return Num(0)
        case Op('^', _, Num(0)):
            return Num(1)
        case Op('*', Num(a), Op('*', Num(b), x)) | Op('*', Op('*', Num(b), x), Num(a)):
            return Op('*', Num(a * b), x)
        case Op('*', x, Num() as n):
            return Op('*', n, x)
        case Op('+', Var(a), Var(b)) if a == b:
            return Op('*', Num(2), Var(a))
    return node


def value(node, names):
    match node:
        case Num(v):
            return v
        case Var(name):
            return names[name]
        case Op('+', a, b):
            return value(a, names) + value(b, names)
        case Op('-', a, b):
            return value(a, names) - value(b, names)
        case Op('*', a, b):
            return value(a, names) * value(b, names)
        case Op('^', a, b):
            return value(a, names) ** value(b, names)


def polynomial(degree):
    node = Num(1)
    for i in range(1, degree + 1):
        node = Op('+', Op('*', Op('-', Var('x'), Num(i % 5)), node), Op('^', Op('+', Var('x'), Var('y')), Num(i % 3)))
    return node


def compile_node(node, code):
    match node:
        case Num(v):
            code.append(('push', v))
        case Var(name):
            code.append(('load', name))
        case Op(sign, a, b):
            compile_node(a, code)
            compile_node(b, code)
            code.append(('do', sign))
    return code


def execute(code, names):
    stack = []
    for instruction in code:
        match instruction:
            case 'push', v:
                stack.append(v)
            case 'load', name:
                stack.append(names[name])
            case 'do', sign:
                b, a = stack.pop(), stack.pop()
                match sign:
                    case '+':
                        stack.append(a + b)
                    case '-':
                        stack.append(a - b)
                    case '*':
                        stack.append(a * b)
                    case '^':
                        stack.append(a ** b)
    return stack.pop()


def handle(event, totals):
    match event:
        case {'kind': 'key', 'code': str(code), 'held': [*held]} if 'ctrl' in held:
            what = 'shortcut ' + code
        case {'kind': 'key', 'code': str(code)} if code.isdigit():
            what = 'digit'
        case {'kind': 'key', 'code': 'up' | 'down' | 'left' | 'right' as code}:
            what = code
        case {'kind': 'key'}:
            what = 'other key'
        case {'kind': 'mouse', 'at': (int(x), int(y)), 'button': 1 | 2 | None as button, **rest}:
            what = f'{"drag" if rest else "click"} {button} {x // 50} {y // 50}'
        case {'kind': 'batch', 'events': [first, *others]}:
            handle(first, totals)
            for other in others:
                handle(other, totals)
            return
        case {'kind': 'batch', 'events': []} | {} | None:
            what = 'empty'
        case _:
            what = 'unknown'
    totals[what] = totals.get(what, 0) + 1


formula = polynomial(14)
derived = simple(derive(formula, 'x'))
print(len(show(derive(formula, 'x'))), len(show(derived)), show(simple(derive(polynomial(3), 'y'))))
sums = 0
for i in range(30):
    again = simple(derive(derived, 'y' if i % 2 else 'x'))
    sums += value(again, {'x': i, 'y': 3}) % 1000003
print(sums)
code = compile_node(derived, [])
print(len(code), sum(execute(code, {'x': x, 'y': 5}) % 997 for x in range(350)))
totals = {}
events = []
for i in range(100000):
    match i % 8:
        case 0 | 5:
            events.append({'kind': 'key', 'code': 'abc7'[i // 8 % 4], 'held': ['shift', 'ctrl'][:i // 16 % 3]})
        case 1:
            events.append({'kind': 'mouse', 'at': (i % 100, i % 70), 'button': i // 8 % 4})
        case 2:
            events.append({'kind': 'mouse', 'at': [i % 100, 10], 'button': None, 'from': (0, 0)})
        case 3:
            events.append({'kind': 'batch', 'events': events[-(i % 3):] if i % 3 and i < 40000 else []})
        case 4:
            events.append({'kind': 'key', 'code': ('up', 'down', 'tab')[i % 3]})
        case _:
            events.append(i)
for event in events[:30000]:
    handle(event, totals)
print(sorted(totals.items()))
