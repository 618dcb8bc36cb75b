"""Symbolic differentiation and rewriting with match statements."""
import math
import sys


class Node:
    __match_args__ = ()
    __slots__ = ()

    def __init__(self, *args):
        if len(args) != len(self.__match_args__):
            raise TypeError(f"{type(self).__name__} expects {len(self.__match_args__)} parts")
        for name, value in zip(self.__match_args__, args):
            setattr(self, name, value)

    def __eq__(self, o):
        return type(self) is type(o) and all(getattr(self, n) == getattr(o, n) for n in self.__match_args__)

    def __hash__(self):
        return hash((type(self).__name__, *(getattr(self, n) for n in self.__match_args__)))

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(getattr(self, n)) for n in self.__match_args__)})"


def node(name, fields):
    parts = tuple(fields.split())
    return type(name, (Node,), {"__slots__": parts, "__match_args__": parts})


Num, Var, Add, Mul, Pow, Fn = (node(n, f) for n, f in [
    ("Num", "value"), ("Var", "name"), ("Add", "left right"), ("Mul", "left right"), ("Pow", "base exp"), ("Fn", "name arg")])


def diff(e, x):
    match e:
        case Num():
            return Num(0)
        case Var(name):
            return Num(int(name == x))
        case Add(a, b):
            return Add(diff(a, x), diff(b, x))
        case Mul(left=a, right=b):
            return Add(Mul(diff(a, x), b), Mul(a, diff(b, x)))
        case Pow(b, Num(n)):
            return Mul(Mul(Num(n), Pow(b, Num(n - 1))), diff(b, x))
        case Fn("sin", a):
            return Mul(Fn("cos", a), diff(a, x))
        case Fn("cos", a):
            return Mul(Mul(Num(-1), Fn("sin", a)), diff(a, x))
        case Fn("exp", a):
            return Mul(e, diff(a, x))
        case Fn(name) | Pow(name):
            raise NotImplementedError(f"derivative of {name}")


def simplify(e):
    match e:
        case Add(a, b):
            e = Add(simplify(a), simplify(b))
        case Mul(a, b):
            e = Mul(simplify(a), simplify(b))
        case Pow(a, b):
            e = Pow(simplify(a), simplify(b))
        case Fn(f, a):
            e = Fn(f, simplify(a))
    match e:
        case Add(Num(0), a) | Add(a, Num(0)) | Mul(Num(1), a) | Mul(a, Num(1)) | Pow(a, Num(1)):
            return a
        case Mul(Num(0), _) | Mul(_, Num(0)):
            return Num(0)
        case Add(Num(a), Num(b)):
            return Num(a + b)
        case Mul(Num(a), Num(b)):
            return Num(a * b)
        case Mul(Num(a), Mul(Num(b), c)):
            return Mul(Num(a * b), c)
        case Mul(a, Num() as n) if not isinstance(a, Num):
            return simplify(Mul(n, a))
        case Add(a, b) if a == b:
            return simplify(Mul(Num(2), a))
        case Pow(_, Num(0)):
            return Num(1)
    return e


def show(e, outer=0):
    match e:
        case Num(value=(int() | float()) as v):
            return str(v) if v >= 0 else f"({v})"
        case Var(n):
            return n
        case Fn(f, a):
            return f"{f}({show(a)})"
        case Add(a, b):
            prec, text = 1, f"{show(a, 1)} + {show(b, 1)}"
        case Mul(a, b):
            prec, text = 2, f"{show(a, 2)}*{show(b, 2)}"
        case Pow(a, b):
            prec, text = 3, f"{show(a, 4)}^{show(b, 3)}"
    return f"({text})" if prec < outer else text


def classify(v):
    match v:
        case None | True | False:
            return "constant"
        case 0 | 1.5 | -2 | 1 + 2j:
            return "literal"
        case str(s) if len(s) < 3:
            return f"short {s}"
        case "hello" | b"bytes":
            return "exact"
        case {"kind": "point", "x": int(x), "y": y, **rest}:
            return f"point {x},{y} {rest}"
        case [first, *_, last] if first == last:
            return "bookends"
        case [] | {}:
            return "empty-ish"
        case [[a, b], [c, d]]:
            return f"2x2 det {a * d - b * c}"
        case (int() | float()) as n if n < 0:
            return f"negative {n}"
        case sys.maxsize:
            return "maxsize"
        case list(items):
            return f"{len(items)} items"
        case _:
            return type(v).__name__


x, y = Var("x"), Var("y")
for e in [Pow(x, Num(3)), Add(Mul(Num(4), Pow(x, Num(2))), Mul(x, y)), Fn("sin", Pow(x, Num(2))), Mul(Fn("exp", Mul(Num(-2), x)), Fn("cos", x)),
          Add(x, x), Pow(Add(x, Num(1)), Num(5)), Fn("log", x), Pow(x, y), Fn("tan", Fn("sin", x))]:
    try:
        d = diff(e, "x")
        print(f"d/dx {show(e)} = {show(simplify(d))}   [{len(repr(d))}]")
    except NotImplementedError as err:
        print(f"d/dx {show(e)}: {type(err).__name__}: {err}")
print(simplify(diff(Mul(x, y), "y")), len({Add(x, y), Add(x, y), Add(y, x)}), Add(x, y) != Add(x, y))
for v in (None, True, 1, 0, 0.0, 1.5, -2, 1 + 2j, "hi", "hello", b"bytes", "hello!", [1, 2, 1], (7, 7), [], {}, (), [[1, 2], [3, 4]], [(1, 2), (3, 5)],
          -9.5, sys.maxsize, [1, 2, 3], {1, 2}, {"kind": "point", "x": 3, "y": "q", "z": 0}, {"kind": "point", "x": "3", "y": 1}, range(3), range(5, 5), 3j):
    print(f"{classify(v)}", end="; ")
print()
for thunk in (lambda: Num(), lambda: setattr(Num(1), "extra", 2), lambda: show("bogus"), lambda: Num(1).left):
    try:
        print(thunk())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
def f(o):
    match o:
        case Num(a, b): return a
print(f(3)); f(Num(math.pi))
