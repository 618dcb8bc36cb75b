# Exceptions leave a comprehension as any block.
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    {[]: 1 for _ in [0]}
except TypeError as e:
    print(e)
try:
    [x for x in None]
except TypeError as e:
    print(e)
def f():
    return [y for x in range(3) if (y := x) is not None], y
print(f())
