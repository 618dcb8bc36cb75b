"""enumerate() itself has words of its own for wrong arguments; a subclass has the common ones."""


class Sub(enumerate): pass


for cls in enumerate, Sub:
    for arguments in (), ([1],), ([1], 2), ([1], 2, 3), ([1], 2, 3, 4):
        for named in {}, {'start': 2}, {'x': 2}, {'x': 1, 'y': 2}, {'start': 1, 'x': 2}, {'iterable': [1], 'start': 2}, {'iterable': [1], 'y': 2}, {'x': 1, 'y': 2, 'z': 3}, \
                {'iterable': [1], 'start': 2, 'z': 3}, {'iterable': [1], 'start': 'x'}:
            try:
                print(list(cls(*arguments, **named)))
            except TypeError as e:
                print(cls.__name__, len(arguments), named, e)
