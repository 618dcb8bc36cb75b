# del of names of every sort.
a = 1
del a
try:
    a
except NameError as e:
    print(e)
def f():
    b = 1
    del b
    try:
        b
    except UnboundLocalError as e:
        print(e)
f()
class C:
    c = 1
    del c
print(hasattr(C, 'c'))
x, y, z = 1, 2, 3
del (x, [y]), z
print('x' in globals(), 'z' in globals())
