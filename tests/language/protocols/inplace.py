# In-place operators fall back on the plain ones.
class A:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(o)
        return self
    def __sub__(self, o): return 'sub', o
a = b = A()
a += 1
a += 2
print(a is b, a.log)
a -= 3
print(a)
x = [1]
y = x
x += (2, 3)
x *= 2
print(y)
t = (1,)
u = t
t += (2,)
print(t, u)
class C:
    v = 1
c = C()
c.v += 5
print(c.v, C.v)
d = {'k': [1]}
d['k'] += [2]
print(d)
tup = ([1],)
try:
    tup[0] += [2]
except TypeError as e:
    print(e, tup)
