# Functions of the same call share their cells.
def account(balance):
    def deposit(n):
        nonlocal balance
        balance += n
    def show(): return balance
    return deposit, show
d1, s1 = account(10)
d2, s2 = account(20)
d1(5)
d2(7)
print(s1(), s2())
print(s1.__closure__[0].cell_contents, d1.__closure__[0] is s1.__closure__[0], s1.__closure__[0] is s2.__closure__[0])
s1.__closure__[0].cell_contents = 'changed'
print(s1())
def empty():
    def f(): return later
    try:
        f()
    except NameError as e:
        print(e)
    try:
        f.__closure__[0].cell_contents
    except ValueError as e:
        print(e)
    later = 1
    print(f())
    del later
    try:
        f()
    except NameError as e:
        print(e)
empty()
