# A generator cannot be resumed while it runs; gi_ attributes.
def g():
    try:
        next(it)
    except ValueError as e:
        print(e)
    yield it.gi_running
it = g()
print(it.gi_running, it.gi_frame is not None, it.gi_code.co_name, it.__name__, it.__qualname__)
print(next(it), it.gi_running, it.gi_yieldfrom)
list(it)
print(it.gi_frame)
