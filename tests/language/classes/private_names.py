# Names with two underscores are mangled.
class A:
    __x = 1
    def __f(self): return self.__x
    def get(self): return self.__f()
class B(A):
    __x = 2
    def mine(self): return self.__x
print(A().get(), B().get(), B().mine(), sorted(n for n in vars(A) if 'x' in n or '__f' in n))
