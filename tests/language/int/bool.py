# bool is an int whose operators keep bools where both sides are.
print(True & False, True | False, True ^ True, type(True & True), True & 1, type(True & 1), ~True, -True, True + 1.5, str(True), int(True), bool('False'))
print(isinstance(True, int), bool.__mro__, True.__class__, {True: 'a', 1: 'b', 1.0: 'c'}, bool(), [10, 20][True])
try:
    class B(bool): pass
except TypeError as e:
    print(e)
