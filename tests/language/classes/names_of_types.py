# What a type's name and docstring must not contain.
def attempt(f):
    try:
        print(ascii(f()))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class A:
    pass


for name in ('A\x00B', 'A\udcdcB', b'A', 5, 'é', '1 2'):
    attempt(lambda: type(name, (), {}).__name__)
    attempt(lambda: setattr(A, '__name__', name))
    attempt(lambda: setattr(A, '__qualname__', name))
for text in ('x\udcdcy', 'x\0y', 4):
    attempt(lambda: type('A', (), {'__doc__': text}).__doc__)
