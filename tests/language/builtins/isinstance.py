# isinstance and issubclass with tuples and unions.
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, (float, int))), isinstance(1, str | int), isinstance(None, int | None), isinstance('a', ()), issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | str))
class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(A, type), isinstance(A(), object), issubclass(B, A), issubclass(A, B), isinstance(int, type))
for f in (lambda: isinstance(1, 1), lambda: isinstance(1, (str, 1)), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, list[int]), lambda: isinstance(1)):
    try:
        f()
    except TypeError as e:
        print(e)
print(isinstance(1, (int, 1)))
