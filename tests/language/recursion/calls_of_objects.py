# an object that is its own __call__: RecursionError; a long chain of callable objects works
class A:
    pass


A.__call__ = A()
try:
    A()()
except RecursionError as e:
    print(e)
f = print
for i in range(100):
    f = type('B', (), {'__call__': staticmethod(f)})()
f('called')
