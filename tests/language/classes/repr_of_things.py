# Default representations without addresses.
class A: pass
def f(): pass
print(A, type, int, f.__class__, type(None), len, [].append.__class__, str.join, int.__add__)
print(A.__module__, repr(A), str(A))
