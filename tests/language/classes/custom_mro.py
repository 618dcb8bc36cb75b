# a metaclass's mro(): __mro__ is None in its first call, bad answers are refused, and changed bases ask it again
class A:
    def f(self):
        return 'A'


class B(A):
    pass


class C(A):
    def f(self):
        return 'C'


class Reversed(type):
    def mro(cls):
        order = type.mro(cls)
        order.reverse()
        return order


class X(B, C, metaclass=Reversed):
    pass


print(X.__mro__, X().f(), X.mro() == list(X.__mro__))


class Told(type):
    def mro(cls):
        print('mro of', cls.__name__, cls.__mro__, cls.__bases__)
        if not Told.seen:
            Told.seen = True
            cls.__bases__ += ()
        return super().mro()

    seen = False


class Y(A, metaclass=Told):
    pass


class Once(type):
    calls = 0

    def mro(cls):
        Once.calls += 1
        if Once.calls > 1:
            raise RuntimeError('bozo')
        return type.mro(cls)


class D(A):
    pass


class E(D):
    pass


class F(D, metaclass=Once):
    pass


before = D.__mro__, E.__mro__, F.__mro__
try:
    D.__bases__ = (C,)
except RuntimeError as e:
    print(e, before == (D.__mro__, E.__mro__, F.__mro__), D.__bases__, A.__subclasses__())
for answer in [1], [dict, object], 5, (Ellipsis,), (), (C,), (C, A):
    class Bad(type):
        def mro(cls):
            return [cls, *answer] if type(answer) is list else answer
    try:
        class Z(metaclass=Bad):
            pass
    except TypeError as e:
        print(e)


class Extending(type):
    def mro(cls):
        if cls.__mro__ is None and cls.__name__ != 'Sub':
            try:
                class Sub(cls):
                    pass
            except TypeError as e:
                print(e)
        return type.mro(cls)


class W(metaclass=Extending):
    pass


print(W.__mro__, type.mro(bool), object.__subclasses__().count(W))
