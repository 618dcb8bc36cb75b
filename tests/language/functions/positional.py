# Positional arguments and defaults; a default is computed once.
def f(a, b=2, c=3):
    return a, b, c

print(f(1), f(1, 20), f(1, 20, 30))

calls = []
def default():
    calls.append(1)
    return []

def g(x, seen=default()):
    seen.append(x)
    return seen

print(g(1), g(2), len(calls))
