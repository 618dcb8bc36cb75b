# Decorators apply from the innermost outwards.
def mark(name):
    def decorate(f):
        print('decorate', name)
        def wrapper(*args):
            return name, f(*args)
        return wrapper
    print('make', name)
    return decorate

@mark('a')
@mark('b')
def f(x):
    return x

print(f(1))

@lambda c: c()
class C:
    value = 3
print(C.value)
