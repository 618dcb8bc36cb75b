# compare: traceback
def f(n): return [10 // i for i in range(n, -1, -1)]
print(f(2))
