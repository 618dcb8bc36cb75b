# Memoising decorators and closures.
def memo(f):
    seen = {}
    def g(*args):
        if args not in seen:
            seen[args] = f(*args)
        return seen[args]
    g.seen = seen
    return g
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@memo
def ways(n, coins): return 1 if n == 0 else 0 if n < 0 or not coins else ways(n - coins[-1], coins) + ways(n, coins[:-1])
print(fib(80), len(fib.seen), ways(100, (1, 5, 10, 25, 50)))
