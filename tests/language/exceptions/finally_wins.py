# return, break and continue in finally replace what was under way.
def f():
    try:
        raise ValueError
    finally:
        return 'swallowed'
def g():
    for i in range(3):
        try:
            return i
        finally:
            continue
    return 'loop over'
def h():
    while True:
        try:
            return 1
        finally:
            break
    return 'broke'
def k():
    try:
        return 'try'
    finally:
        print('cleanup')
print(f(), g(), h(), k())
def nested():
    try:
        try:
            raise KeyError
        finally:
            print('inner')
    except KeyError:
        print('outer')
    finally:
        print('last')
nested()
