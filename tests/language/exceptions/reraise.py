# A bare raise raises again what is handled.
def f():
    try:
        raise ValueError('x')
    except ValueError:
        try:
            raise KeyError
        except KeyError:
            pass
        raise
try:
    f()
except ValueError as e:
    print('again', e)
try:
    raise
except RuntimeError as e:
    print(e)
