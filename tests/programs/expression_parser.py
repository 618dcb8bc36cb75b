"""Tokenizer, Pratt parser, evaluator and simplifier for arithmetic."""
import math
import operator


class ParseError(SyntaxError):
    def __init__(self, message, pos):
        super().__init__(f"{message} at column {pos}")
        self.pos = pos


def tokens(src):
    i = 0
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(src) and (src[i].isdigit() or src[i] == "."):
                i += 1
            text = src[start:i]
            yield "num", float(text) if "." in text else int(text), start
        elif c.isalpha() or c == "_":
            start = i
            while i < len(src) and (src[i].isalnum() or src[i] == "_"):
                i += 1
            yield "name", src[start:i], start
        elif src.startswith(("**", "//", "<=", ">=", "=="), i):
            yield "op", src[i:i + 2], i
            i += 2
        elif c in "+-*/%^(),<>=!":
            yield "op", c, i
            i += 1
        else:
            raise ParseError(f"unexpected character {c!r}", i)
    yield "end", None, len(src)


BINARY = {
    "==": (5, "L", operator.eq), "<": (5, "L", operator.lt), ">": (5, "L", operator.gt),
    "+": (10, "L", operator.add), "-": (10, "L", operator.sub),
    "*": (20, "L", operator.mul), "/": (20, "L", operator.truediv),
    "//": (20, "L", operator.floordiv), "%": (20, "L", operator.mod),
    "**": (40, "R", operator.pow), "^": (40, "R", operator.pow),
}
FUNCS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "hypot": math.hypot,
         "fact": math.factorial, "gcd": math.gcd, "log": math.log, "round": round}


class Parser:
    def __init__(self, src):
        self.toks = list(tokens(src))
        self.i = 0

    def peek(self):
        return self.toks[self.i]

    def take(self, value=None):
        kind, val, pos = tok = self.toks[self.i]
        if value is not None and val != value:
            raise ParseError(f"expected {value!r}, got {val!r}", pos)
        self.i += 1
        return tok

    def parse(self):
        tree = self.expr(0)
        if self.peek()[0] != "end":
            raise ParseError(f"trailing {self.peek()[1]!r}", self.peek()[2])
        return tree

    def expr(self, level):
        left = self.prefix()
        while (op := self.peek()[1]) in BINARY and self.peek()[0] == "op":
            prec, side, _ = BINARY[op]
            if prec < level or prec == level and side == "L" and level:
                break
            self.take()
            left = (op, left, self.expr(prec if side == "L" else prec - 1))
        return left

    def prefix(self):
        kind, val, pos = self.take()
        if kind == "num":
            return val
        if kind == "name":
            if self.peek()[1] == "(":
                self.take()
                args = [self.expr(0)]
                while self.peek()[1] == ",":
                    self.take()
                    args.append(self.expr(0))
                self.take(")")
                return ("call", val, *args)
            return ("var", val)
        if val == "(":
            inner = self.expr(0)
            self.take(")")
            return inner
        if val == "-":
            return ("neg", self.expr(30))
        raise ParseError(f"unexpected {val!r}", pos)


def evaluate(tree, env):
    match tree:
        case int() | float():
            return tree
        case ("var", name):
            return env[name]
        case ("neg", x):
            return -evaluate(x, env)
        case ("call", fn, *args):
            return FUNCS[fn](*(evaluate(a, env) for a in args))
        case (op, a, b):
            return BINARY[op][2](evaluate(a, env), evaluate(b, env))


env = {"x": 3, "y": 4.5, "big": 10 ** 20, "pi": math.pi}
for src in ["1 + 2*3 - 4", "2 ** 3 ** 2", "-x ** 2", "(1+2)*-3", "10 - 3 - 2", "7 // 2 + 7 % -3",
            "hypot(x, 4) * max(1, y, 2)", "big * big + 1", "1/3 + 1/3", "fact(25) // fact(23)",
            "x < y == 1", "sqrt(2)^2", "2 ^ -1", "1.5.2", "(1 + 2", "1 + $", "3 4", "zed + 1", "1 / 0",
            "5 % 0.0", "sqrt(-1)", "fact(2.5)", "gcd(12, y)", "foo(1)", "log(0)", "round(y) + round(3.5)",
            "10.0 ** 400", "*", "big / 7", "abs(-y, 2)"]:
    try:
        tree = Parser(src).parse()
        print(f"{src:28} = {evaluate(tree, env)!r:<24} {tree if len(src) < 13 else ''}".rstrip())
    except Exception as e:
        print(f"{src:28} ! {type(e).__name__}: {e}")
