# isinstance and issubclass: __bases__ without end and tuples too deep are RecursionErrors
class Endless:
    def __getattr__(self, name):
        return self, self


deep = int,
for i in range(2000):
    deep = deep,
for f in isinstance, issubclass:
    for value, classes in (Endless(), int), (str, deep), (int, Endless()):
        if f is isinstance and isinstance(value, Endless):
            continue
        try:
            print(f(value, classes))
        except RecursionError:
            print('RecursionError')
try:
    isinstance(1, (str, ...))
except TypeError as e:
    print(e)


class Meta(type):
    def __subclasscheck__(cls, other):
        raise ZeroDivisionError(other)


try:
    issubclass(list, int | Meta('Bad', (), {}))
except ZeroDivisionError as e:
    print(e)
