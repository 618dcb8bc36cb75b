# A name that is assigned somewhere in a function is local everywhere in it.
x = 1
def f():
    print(x)
    x = 2
try:
    f()
except UnboundLocalError as e:
    print(e)
def g():
    del y
    y = 1
try:
    g()
except UnboundLocalError as e:
    print(e)
def h():
    for i in []:
        pass
    return i
try:
    h()
except UnboundLocalError as e:
    print(e)
try:
    undefined
except NameError as e:
    print(e)
