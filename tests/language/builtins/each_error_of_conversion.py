def err(f, *a):
    try: print(f.__name__, repr(f(*a)))
    except Exception as e: print(f.__name__, type(e).__name__, e)
class Empty: pass
things = [None, 5, 2.5, 1j, 'tt', b'bytes', [1], (1, 2), {3: 4}, {5}, range(2), Empty, len, ..., slice(1), iter(()).__class__]
for f in (int, float, complex, str, bool, list, tuple, dict, set, frozenset, bytes, bytearray, len, abs, hash, iter, reversed, sum, sorted, max, all, ord, chr, hex, round, enumerate, callable, divmod, range, vars):
    for x in things:
        if f in (str, iter, hash, reversed, enumerate, vars) :
            try: f(x); print(f.__name__, 'ok', end=' ')
            except Exception as e: print(f.__name__, type(e).__name__, e)
        else: err(f, x)
