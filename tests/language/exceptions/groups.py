# ExceptionGroup: split, subgroup, derive.
eg = ExceptionGroup('g', [ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])])
print(repr(eg), eg.message, len(eg.exceptions))
match, rest = eg.split(ValueError)
print(repr(match), repr(rest))
print(repr(eg.subgroup(TypeError)), eg.subgroup(KeyError), eg.split(lambda e: isinstance(e, TypeError))[0] is not None)
for bad in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup('x', [KeyboardInterrupt()])):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
