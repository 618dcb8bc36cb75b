# Errors of f(*x) and f(**x) name what is called: its qualified name, or its str().
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)


def g(*args, **keywords):
    pass


class A:
    __str__ = lambda self: 'an A'

    def __call__(self):
        pass

    def m(self):
        pass


attempt(lambda: g(*None))
attempt(lambda: None(*g))
attempt(lambda: (1, 2)(**g))
attempt(lambda: A()(*5))
attempt(lambda: A().m(**5))
attempt(lambda: A()(a=1, **{'a': 2}))
attempt(lambda: g(**{1: 2}, **{1: 3}))
attempt(lambda: g(a=1, **{'a': 3}))
attempt(lambda: print(**{(): 2}, **{(): 3}))
attempt(lambda: g(a=1, **{1: 3}))
attempt(lambda: ''.join(*5))
