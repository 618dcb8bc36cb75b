# Endless recursion ends as RecursionError, which can be caught.
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])

class A:
    def __getattr__(self, name):
        return getattr(self, name + 'x')
try:
    A().y
except RecursionError:
    print('attribute')

class R:
    def __repr__(self):
        return repr(self)
try:
    repr(R())
except RecursionError:
    print('repr')
print('going on')
