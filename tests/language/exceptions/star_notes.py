eg = ExceptionGroup("top", [ValueError(1), OSError(2, "gone")])
try:
    try:
        raise eg
    except* OSError as g:
        raise
except Exception as e:
    print(repr(e))
try:
    try:
        raise eg
    except* OSError as g:
        g.add_note("x")
        raise
except Exception as e:
    print(repr(e))
try:
    try:
        raise eg
    except* OSError as g:
        g.x=1
        raise
except Exception as e:
    print(repr(e), e is eg)
