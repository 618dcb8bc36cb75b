# Objects made of closures; church numerals; streams.
def stack():
    items = []
    def push(x): items.append(x); return dispatch
    def pop(): return items.pop()
    def dispatch(m, *a): return {'push': push, 'pop': pop, 'size': lambda: len(items)}[m](*a)
    return dispatch
s = stack(); s('push', 1)('push', 2); print(s('pop'), s('size'))
zero = lambda f: lambda x: x
succ = lambda n: lambda f: lambda x: f(n(f)(x))
add = lambda a: lambda b: lambda f: lambda x: a(f)(b(f)(x))
mul = lambda a: lambda b: lambda f: a(b(f))
num = lambda n: n(lambda x: x + 1)(0)
three = succ(succ(succ(zero))); print(num(three), num(add(three)(three)), num(mul(three)(mul(three)(three))))
Y = lambda f: (lambda x: f(lambda *a: x(x)(*a)))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(10))
def cons(h, t): return lambda: (h, t)
def ints(n): return cons(n, lambda: ints(n + 1))
def take(s, k):
    out = []
    while k: h, t = s(); out.append(h); s, k = t(), k - 1
    return out
def sift(p, s):
    h, t = s()
    return cons(h, lambda: sift(p, t())) if h % p else sift(p, t())
def primes(s): h, t = s(); return cons(h, lambda: primes(sift(h, t())))
print(take(ints(5), 4), take(primes(ints(2)), 10))
def curry(f, n, *got): return f(*got) if len(got) == n else lambda x: curry(f, n, *got, x)
print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
def pipeline(*fs): return lambda x: [x := f(x) for f in fs][-1]
print(pipeline(lambda v: v + 1, str, lambda v: v * 2)(9), (lambda *fs: [f() for f in fs])(*[(lambda i: lambda: i)(k) for k in range(3)]))
def parser(tokens):
    pos = 0
    def peek(): return tokens[pos] if pos < len(tokens) else None
    def eat():
        nonlocal pos
        pos += 1
        return tokens[pos - 1]
    def expr():
        v = term()
        while peek() in ('+', '-'): v = v + term() if eat() == '+' else v - term()
        return v
    def term():
        v = atom()
        while peek() in ('*', '/'): v = v * atom() if eat() == '*' else v / atom()
        return v
    def atom():
        if peek() == '(':
            eat(); v = expr(); eat()
            return v
        return int(eat())
    return expr()
print(parser('2 * ( 3 + 4 ) - 10 / 4'.split()))
