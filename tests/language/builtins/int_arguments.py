# Arguments that are ints of C, and what else is said of numbers.
class I:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


for o in 'a\n\tb', b'a\n\tb', bytearray(b'a\n\tb'):
    for n in 2**31, 2**31 - 1, -2**31 - 1, 10**30, True, 1.5, I(0), I(2**40):
        attempt(lambda: o.splitlines(n))
        if n != 2**31 - 1:
            attempt(lambda: o.expandtabs(n))
attempt(lambda: b'abc'.hex('', 2**47))
attempt(lambda: range(0).index(False))
attempt(lambda: range(0).index(5))
attempt(lambda: super(None, 1))
