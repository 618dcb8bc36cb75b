# nonlocal within methods, and __class__ as a cell.
def f():
    n = 0
    class C:
        def bump(self):
            nonlocal n
            n += 1
            return __class__ is C
    c = C()
    print(c.bump(), c.bump(), n)
f()
