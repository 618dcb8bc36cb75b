# The name of an except clause is gone afterwards.
e = 'before'
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as error:
    print(error)
