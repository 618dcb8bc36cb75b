# Types whose instances only the interpreter makes.
for t in (type({}.keys()), type((i for i in [])), type(iter([]))):
    try: t()
    except TypeError as e: print(e)
