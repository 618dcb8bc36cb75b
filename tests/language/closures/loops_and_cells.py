# A loop's variable is one cell; a parameter is one a call.
def loop():
    out = []
    for i in range(3):
        out.append(lambda: i)
    return [f() for f in out], i
print(loop())
def each():
    return [(lambda k: lambda: k)(i) for i in range(3)]
print([f() for f in each()])
def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
print(compose(lambda x: x + 1, lambda x: x * 2)(10))
def memo(f):
    seen = {}
    def g(n):
        if n not in seen:
            seen[n] = f(n)
        return seen[n]
    return g
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60))
def gen():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    for i in range(4):
        yield add(i)
print(list(gen()))
