# An exception of __set_name__ is the cause of a RuntimeError.
class Named:
    def __set_name__(self, owner, name):
        1 / 0


class Meta(type):
    pass

for make in (lambda: type('B', (), {'a': Named()}), lambda: Meta('C', (), {'b': Named(), 'c': 1})):
    try:
        make()
    except RuntimeError as e:
        print(e, repr(e.__cause__), e.__context__ is e.__cause__)
