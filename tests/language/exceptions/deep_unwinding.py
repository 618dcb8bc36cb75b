# An exception leaves many frames, running each finally.
log = []
def f(n):
    try:
        if n == 0:
            raise ValueError('deep')
        f(n - 1)
    finally:
        log.append(n)
try:
    f(20)
except ValueError as e:
    print(e, log)
