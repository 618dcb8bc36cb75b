"""Operators by methods in Python: what is tried after NotImplemented, in expressions, branches and generators, in place and reflected."""
log = []


def maker(name, answer):
    def method(self, other):
        log.append(f'{type(self).__name__}.{name}')
        return answer(self, other) if callable(answer) else answer
    return method


def kind(name, bases=(), **answers):
    return type(name, bases, {f'__{n}__': maker(n, a) for n, a in answers.items()})


No = NotImplemented
Silent = kind('Silent', add=No, radd=No, iadd=No, sub=No, rsub=No, lt=No, gt=No, le=No, ge=No, eq=No, ne=No, matmul=No)
Left = kind('Left', add='left', sub='left-', lt=True, eq=[], ne='unequal', iadd='left+=')
Right = kind('Right', radd='right', rsub='-right', gt='greater', eq=1.5, ge=0, rmatmul='@right')
Equal = kind('Equal', eq=lambda s, o: type(o) is Equal)
Sub = kind('Sub', (Left,), radd='sub right', gt='sub greater')
Odd = kind('Odd', eq=lambda s, o: 'yes' if o else '')
OPERATIONS = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '@': lambda a, b: a @ b, '<': lambda a, b: a < b, '>': lambda a, b: a > b,
    '<=': lambda a, b: a <= b, '==': lambda a, b: a == b, '!=': lambda a, b: a != b,
    'if <': lambda a, b: 'yes' if a < b else 'no', 'unless ==': lambda a, b: 'yes' if not a == b else 'no',
    'if !=': lambda a, b: 'yes' if a != b else 'no', 'while >': lambda a, b: [1 for _ in range(2) if a > b],
    '+1': lambda a, b: a + 1, '1+': lambda a, b: 1 + b, '-1': lambda a, b: a - 1, '< 3': lambda a, b: 'yes' if a < 3 else 'no', '3 <': lambda a, b: 3 < b,
    '2.5 >': lambda a, b: 2.5 > b, 'both': lambda a, b: (a + b, a - b, a == b),
}


def in_place(a, b):
    a += b
    return a


def in_place_one(a, b):
    a += 1
    return a


def in_generator(a, b):
    def each():
        for _ in range(2):
            yield a + b
            if a == b:
                yield 'equal'
            yield a != b
    return list(each())


OPERATIONS.update({'+=': in_place, '+=1': in_place_one, 'generator': in_generator})
values = [Silent(), Left(), Right(), Equal(), Sub(), Odd(), 7, 'text']
for sign, operation in OPERATIONS.items():
    for a in values:
        for b in values:
            log.clear()
            try:
                result = operation(a, b)
            except TypeError as e:
                result = str(e)
            if not isinstance(result, (str, int, float, list, tuple)):
                result = type(result).__name__
            print(sign, type(a).__name__, type(b).__name__, result, log)


# Errors on the way, in functions and in generators that go on.
class Bad:
    def __add__(self, other):
        raise KeyError(other)

    def __radd__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return Bad()

    def __bool__(self):
        raise ValueError('no truth')


def tries(count):
    for i in range(count):
        try:
            yield Bad() + i
        except KeyError as e:
            yield e.args
        try:
            yield i + Bad()
        except TypeError as e:
            yield str(e)
        try:
            yield 'less' if Bad() < i else 'not less'
        except ValueError as e:
            yield str(e)


print(list(tries(3)))
print(sum(1 for i in range(3000) for _ in tries(1)))


class Wide:
    """Its methods have defaults, keywords and more registers than most."""
    def __mul__(self, other, times=2, *, more=1):
        a, b, c, d = other, times, more, self
        return [a, b, c, d is self]

    def __sub__(self, *others):
        return others

    def __floordiv__(self, other):
        yield other
        yield self is not None

    def __eq__(self, other, **names):
        return NotImplemented if other is None else names

    def __mod__(self):
        return 1


w = Wide()
print(w * 3, w - 4, list(w // 5), w == 6, w == None, w != w)
try:
    w % 2
except TypeError as e:
    print(e)
