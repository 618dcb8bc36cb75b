# exc_info follows what is being handled.
import sys
def inside():
    return sys.exc_info()[0], sys.exception()
try:
    raise ValueError('v')
except ValueError as e:
    print(sys.exc_info()[1] is e, inside()[1] is e)
    try:
        raise KeyError
    except KeyError:
        print(inside()[0])
    print(inside()[0])
print(inside())
