# Parameters after a bare star are given by keyword only.
def f(a, *, b, c=10):
    return a, b, c

print(f(1, b=2), f(1, c=3, b=2))
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, b=3)):
    try:
        call()
    except TypeError as e:
        print(e)
