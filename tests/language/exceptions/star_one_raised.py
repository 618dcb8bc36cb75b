# except*: what a clause raises for a group arrives in a group, for a naked exception as it is.
def run(exception, kind, what):
    try:
        try:
            raise exception
        except* kind as e:
            raise what
    except BaseException as e:
        print(repr(e), repr(e.__context__))
        for x in getattr(e, 'exceptions', ()):
            print('   ', repr(x), repr(x.__context__))

run(ExceptionGroup('g', [TypeError(1), ValueError(2)]), (TypeError, ValueError), SyntaxError(3))
run(ExceptionGroup('g', [TypeError(1), ValueError(2)]), TypeError, SyntaxError(3))
run(ExceptionGroup('g', [TypeError(1), ValueError(2)]), KeyError, SyntaxError(3))
run(TypeError(1), TypeError, SyntaxError(3))
run(TypeError(1), KeyError, SyntaxError(3))
