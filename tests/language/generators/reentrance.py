# A running generator cannot be entered.
def g():
    try:
        next(it)
    except ValueError as e:
        print(e)
    try:
        it.send(1)
    except ValueError as e:
        print(e)
    try:
        it.throw(KeyError)
    except ValueError as e:
        print(e)
    try:
        it.close()
    except ValueError as e:
        print(e)
    print(it.gi_running)
    yield 'still fine'
it = g()
print(next(it), it.gi_running, next(it, 'end'), it.gi_running)
class Evil:
    def __iter__(self): return self
    def __next__(self): return next(ev)
def h():
    yield from Evil()
ev = h()
try:
    next(ev)
except ValueError as e:
    print(e)
print(it.gi_frame, it.gi_code.co_name, it.gi_yieldfrom, it.__name__, it.__qualname__)
def k():
    yield from inner
inner = iter([1, 2])
x = k(); next(x); print(x.gi_yieldfrom is inner, x.gi_frame is not None)
