# except* takes groups apart.
def f(eg):
    try:
        raise eg
    except* ValueError as e:
        print('value', [repr(x) for x in e.exceptions])
    except* TypeError as e:
        print('type', [repr(x) for x in e.exceptions])
    else:
        print('else')
    finally:
        print('finally')
f(ExceptionGroup('g', [ValueError(1), TypeError(2), ValueError(3)]))
f(ValueError('bare'))
try:
    f(ExceptionGroup('g', [ValueError(1), KeyError(2)]))
except ExceptionGroup as e:
    print('left', repr(e))
