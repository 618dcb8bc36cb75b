"""Closures, decorators, functools and operators: functions that make, combine and remember functions."""
import functools
import itertools
import operator


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


def checked(**kinds):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(**values):
            for name, kind in kinds.items():
                if not isinstance(values[name], kind):
                    raise TypeError(f'{function.__name__}: {name} is no {kind.__name__}')
            return function(**values)
        return wrapper
    return decorate


def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions)


def curry(function, arity, *held):
    if len(held) == arity:
        return function(*held)
    return lambda *more: curry(function, arity, *held, *more)


def counter(start=0, step=1):
    count = start

    def advance(by=None):
        nonlocal count
        count += step if by is None else by
        return count

    def reset():
        nonlocal count
        count = start
    return advance, reset


@counted
@checked(width=int, height=int)
def area(width, height, *, border=1):
    return (width + 2 * border) * (height + 2 * border)


@functools.cache
def partitions(n, most):
    if n == 0:
        return 1
    return sum(partitions(n - part, part) for part in range(1, min(n, most) + 1))


@functools.lru_cache(maxsize=512)
def collatz(n):
    return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


def edit_distance(a, b):
    @functools.cache
    def distance(i, k):
        if i == 0 or k == 0:
            return i + k
        return min(distance(i - 1, k) + 1, distance(i, k - 1) + 1, distance(i - 1, k - 1) + (a[i - 1] != b[k - 1]))
    return distance(len(a), len(b)), distance.cache_info().hits


# Parsers made of functions: each takes a text and a place and answers (value, place) or None.
def literal(c):
    return lambda text, at: (c, at + 1) if text[at:at + 1] == c else None


def digits(text, at):
    end = at
    while text[end:end + 1].isdigit():
        end += 1
    return (int(text[at:end]), end) if end > at else None


def sequence(*parsers):
    def parse(text, at):
        values = []
        for p in parsers:
            if (r := p(text, at)) is None:
                return None
            values.append(r[0])
            at = r[1]
        return values, at
    return parse


def choice(*parsers):
    return lambda text, at: next((r for p in parsers if (r := p(text, at)) is not None), None)


def many(parser):
    def parse(text, at):
        values = []
        while (r := parser(text, at)) is not None:
            values.append(r[0])
            at = r[1]
        return values, at
    return parse


def mapped(parser, function):
    def parse(text, at):
        r = parser(text, at)
        return r and (function(r[0]), r[1])
    return parse


def calculator():
    signs = {'+': operator.add, '-': operator.sub, '*': operator.mul}

    def fold(parts):
        first, rest = parts
        return functools.reduce(lambda v, step: signs[step[0]](v, step[1]), rest, first)

    def operand(text, at):
        return atom(text, at)
    product = mapped(sequence(operand, many(sequence(literal('*'), operand))), fold)
    total = mapped(sequence(product, many(sequence(choice(literal('+'), literal('-')), product))), fold)
    atom = choice(digits, mapped(sequence(literal('('), total, literal(')')), operator.itemgetter(1)))
    return total


print(sum(area(width=i % 30, height=i % 7, border=i % 3) for i in range(120000)), area.calls, area.__name__)
pipeline = compose(lambda x: x + 3, lambda x: x * x, str, len, functools.partial(pow, 2), operator.neg)
print(sum(map(pipeline, range(120000))))
volume = curry(lambda a, b, c: a * b * c, 3)
print(sum(volume(i)(i + 1, 2) for i in range(80000)), volume(1)(2)(3))
advance, reset = counter(10, 3)
steps = list(itertools.islice(iter(advance, 90010), 40000))
print(len(steps), advance(-5), reset(), advance())
print(partitions(110, 110), partitions.cache_info().currsize)
print(max(range(1, 20000), key=collatz), edit_distance('the quick brown fox jumps over it' * 4, 'a lazy dog sleeps under the sun' * 4))
evaluate = calculator()
print(sum(evaluate(f'({i}+2)*3-4*(5+{i}*(2-1))+{i}*7', 0)[0] for i in range(6000)))
rows = [(i * 7919 % 100, i * 104729 % 50, str(i)) for i in range(60000)]
rows.sort(key=functools.cmp_to_key(lambda a, b: a[0] - b[0] or b[1] - a[1]))
print(list(map(operator.itemgetter(2, 0), rows[:3])))
