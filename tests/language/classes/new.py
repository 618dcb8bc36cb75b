# __new__ decides what is made; __init__ runs only on instances of the class.
class A:
    def __new__(cls, *args):
        print('new', cls.__name__, args)
        return object.__new__(cls)
    def __init__(self, *args):
        print('init', args)
A(1, 2)
class B(A):
    def __new__(cls, x):
        return x
print(B(5))
class Single:
    one = None
    def __new__(cls):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one
print(Single() is Single())
class Odd(int):
    def __new__(cls, v):
        return super().__new__(cls, v | 1)
print(Odd(4), type(Odd(4)).__name__, Odd(4) + 1)
