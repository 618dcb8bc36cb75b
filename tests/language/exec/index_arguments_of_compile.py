# compile() takes its numbers by __index__, and as C's ints.
class I:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(*arguments, **keywords):
    try:
        print(eval(compile('1 + 1', 'name', 'eval', *arguments, **keywords)))
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


attempt(I(0), I(1), optimize=I(2))
attempt(I(0), I(0), I(5))
attempt(1.5)
attempt(0, 'a')
attempt(I('a'))
attempt(0, 0, 10**10)
attempt(10**30)
