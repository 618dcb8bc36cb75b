# Comprehensions in classes, functions and within each other.
class A:
    n = 3
    squares = [i * i for i in range(n)]
print(A.squares)
def f(k):
    return [[(i, j, k) for j in range(i)] for i in range(3)]
print(f('k'))
print([[c for c in row] for row in ['ab', 'c']], {a: {b for b in a} == set(a) for a in ['xy']})
fs = [(lambda v: lambda: v)(i) for i in range(3)]
print([f() for f in fs])
