"""A small Lisp, and a few programs for it: ordinary Python of the kind that people write.

It uses classes, closures, generators, exceptions, comprehensions, formatting and big integers.
"""

import sys


class LispError(Exception):
    """What is wrong with a Lisp program, and where it was found."""

    def __init__(self, message, form=None):
        super().__init__(message)
        self.form = form

    def __str__(self):
        text = super().__str__()
        return text if self.form is None else f'{text}: {show(self.form)}'


class Symbol(str):
    """A name; equal to the string, but shown without quotes."""

    known = {}

    def __new__(cls, name):
        if name not in cls.known:
            cls.known[name] = super().__new__(cls, name)
        return cls.known[name]

    def __repr__(self):
        return str(self)


# ---- reading -------------------------------------------------------------------------------------

def tokens(text):
    """Yields the tokens of a program, without comments."""
    word = ''
    characters = iter(text)
    for c in characters:
        if c == ';':
            for c in characters:
                if c == '\n':
                    break
        if c in '() \n\t\'"':
            if word:
                yield word
                word = ''
            if c == '"':
                quoted = []
                for c in characters:
                    if c == '"':
                        break
                    quoted.append(c)
                else:
                    raise LispError('a string has no end')
                yield '"' + ''.join(quoted)
            elif c in "()'":
                yield c
        else:
            word += c
    if word:
        yield word


def read_one(token, stream):
    match token:
        case None:
            raise LispError('the program ends in the middle of a form')
        case '(':
            form = []
            while (token := next(stream, None)) != ')':
                form.append(read_one(token, stream))
            return form
        case "'":
            return [Symbol('quote'), read_one(next(stream, None), stream)]
    if token[0] == '"':
        return token[1:]
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            continue
    return Symbol(token)


def read(text):
    """Yields the forms of a program."""
    stream = tokens(text)
    for token in stream:
        yield read_one(token, stream)


def show(value):
    if isinstance(value, list):
        return '(' + ' '.join(map(show, value)) + ')'
    if isinstance(value, bool):
        return '#t' if value else '#f'
    if isinstance(value, str) and not isinstance(value, Symbol):
        return f'"{value}"'
    return '<function>' if callable(value) else str(value)


# ---- evaluating ----------------------------------------------------------------------------------

class Environment(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope:
                return scope
            scope = scope.outer
        raise LispError('unknown name', name)


def fold(function):
    def folded(first, *rest):
        for value in rest:
            first = function(first, value)
        return first
    return folded


def standard():
    return {
        '+': lambda *a: sum(a), '*': fold(lambda a, b: a * b),
        '-': lambda a, *rest: a - sum(rest) if rest else -a, '/': fold(lambda a, b: a / b),
        '<': lambda a, b: a < b, '>': lambda a, b: a > b, '=': lambda a, b: a == b,
        'mod': lambda a, b: a % b, 'list': lambda *a: list(a), 'cons': lambda a, b: [a, *b],
        'first': lambda a: a[0], 'rest': lambda a: a[1:], 'empty?': lambda a: not a, 'length': len,
        'sort': lambda a, key: sorted(a, key=key), 'map': lambda f, a: [f(x) for x in a], 'show': show,
        'print': lambda *a: print(*[x if isinstance(x, str) else show(x) for x in a]),
    }


def evaluate(form, scope):
    while True:
        if isinstance(form, Symbol):
            return scope.find(form)[form]
        if not isinstance(form, list):
            return form
        match form:
            case [Symbol('quote'), value]:
                return value
            case [Symbol('if'), test, yes, *no]:
                form = yes if evaluate(test, scope) is not False else (no or [False])[0]
                continue
            case [Symbol('define'), [name, *parameters], *body]:
                scope[name] = make_function(parameters, body, scope)
                return name
            case [Symbol('define'), name, value]:
                scope[name] = evaluate(value, scope)
                return name
            case [Symbol('lambda'), parameters, *body]:
                return make_function(parameters, body, scope)
            case [Symbol('let'), pairs, *body]:
                inner = Environment([n for n, _ in pairs], [evaluate(v, scope) for _, v in pairs], scope)
                *firsts, form = body
                for f in firsts:
                    evaluate(f, inner)
                scope = inner
                continue
        function, *arguments = [evaluate(part, scope) for part in form]
        if not callable(function):
            raise LispError('not a function', form)
        try:
            return function(*arguments)
        except (TypeError, IndexError, ZeroDivisionError) as error:
            raise LispError(str(error), form) from error


def make_function(parameters, body, scope):
    def function(*arguments):
        if len(arguments) != len(parameters):
            raise LispError(f'{len(parameters)} arguments are wanted, {len(arguments)} were given')
        inner = Environment(parameters, arguments, scope)
        for form in body[:-1]:
            evaluate(form, inner)
        return evaluate(body[-1], inner)
    return function


PROGRAM = '''
; Recursion, big integers, sorting with a function, closures, and mistakes.
(define (factorial n) (if (< n 2) 1 (* n (factorial (- n 1)))))
(print "30! =" (factorial 30))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define (no-divisor n d) (if (> (* d d) n) 1 (if (= (mod n d) 0) 0 (no-divisor n (+ d 1)))))
(define (keep test items) (if (empty? items) '()
  (if (= (test (first items)) 1) (cons (first items) (keep test (rest items))) (keep test (rest items)))))
(print "primes:" (keep (lambda (n) (no-divisor n 2)) (range 2 60)))
(define (adder n) (lambda (x) (+ x n)))
(print "closures:" (map (adder 10) '(1 2 3)))
(print "sorted by last digit:" (sort '(31 4 15 92 65 35) (lambda (n) (mod n 10))))
(print "a mean:" (/ (+ 1 2 3 4) 4))
'''

if __name__ == '__main__':
    world = Environment()
    world.update(standard())
    for form in read(PROGRAM):
        evaluate(form, world)
    for wrong in ['(first (list))', '(unknown 1)', '((lambda (x) x))', '(1 2)', '(print "no end', '(/ 1 0)']:
        try:
            for form in read(wrong):
                evaluate(form, world)
        except LispError as error:
            print(f'{wrong:<18} {error}')
    sys.exit(0)
