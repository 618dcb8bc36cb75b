# close raises GeneratorExit; a generator that yields on is an error.
def g():
    try:
        yield 1
    finally:
        print('cleanup')
it = g()
next(it)
print(it.close(), it.close(), list(it))
unstarted = g()
unstarted.close()
print(list(unstarted))
def bad():
    try:
        yield 1
    except GeneratorExit:
        yield 2
b = bad()
next(b)
try:
    b.close()
except RuntimeError as e:
    print(e)
