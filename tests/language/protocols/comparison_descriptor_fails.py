# a comparison method whose __get__ fails counts as NotImplemented; other special methods let the exception out
def fail(self):
    raise AttributeError('booh')


class E:
    __eq__ = __lt__ = __add__ = __len__ = property(fail)


print(E() == E(), E() != E())
try:
    E() < E()
except TypeError as e:
    print(e)
for f in (lambda: E() + 1, lambda: len(E())):
    try:
        f()
    except AttributeError as e:
        print(e)
