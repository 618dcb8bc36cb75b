# compare: traceback
def make(n):
    try:
        raise KeyError(n)
    except KeyError as e:
        return e
raise ExceptionGroup('several', [make(1), ValueError('plain'), ExceptionGroup('inner', [make(2), TypeError()])])
