# Cells compare by what they hold, an empty one first; they have no hash.
import operator


def cell(value):
    return (lambda: value).__closure__[0]


def empty():
    made = (lambda: value).__closure__[0]
    return made
    value = 1


cells = [cell(1), cell(2), cell('a'), empty(), 1]
for left in cells[:-1]:
    for right in cells:
        for name in 'lt', 'le', 'eq', 'ne', 'gt', 'ge':
            try:
                print(name, getattr(operator, name)(left, right))
            except TypeError as error:
                print(error)
try:
    hash(cell(1))
except TypeError as error:
    print(error)
