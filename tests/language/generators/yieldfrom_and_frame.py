# gi_yieldfrom is None while the generator runs; gi_frame is one object that follows it.
def inner():
    print('running', g.gi_yieldfrom, g.gi_running)
    yield 1


def outer():
    print('running', g.gi_yieldfrom)
    i = inner()
    yield from i
    yield 2


g = outer()
frame = g.gi_frame
print(frame is g.gi_frame, frame.f_code is g.gi_code, frame.f_lineno, g.gi_yieldfrom)
next(g)
print(frame is g.gi_frame, frame.f_lineno, g.gi_yieldfrom.__name__)
next(g)
print(frame is g.gi_frame, frame.f_lineno, g.gi_yieldfrom)
print(list(g), g.gi_frame)
