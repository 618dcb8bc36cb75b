# classmethod and staticmethod have a __dict__ of their own, with what they take over from the function
def f(cls) -> int:
    'doc'


for wrapper in classmethod, staticmethod:
    w = wrapper(f)
    print(w.__dict__)
    w.x = 1
    print(w.x, w.__wrapped__ is f, w.__doc__, w.__name__)
    print(list(wrapper(3).__dict__))
    w.__name__ = 'other'
    print(w.__name__, f.__name__)


class A:
    def g(self, cls):
        return self, cls


class B:
    h = classmethod(A().g)


print(B.h()[1], hasattr(type(A().g), '__get__'), type(A().g).__dict__.get('__get__'))
