"""Context managers, ExitStack by hand, ExceptionGroup and except*."""
import sys


class Step:
    def __init__(self, name, fail_on=None, swallow=()):
        self.name, self.fail_on, self.swallow = name, fail_on, swallow

    def __enter__(self):
        print(f"  enter {self.name}")
        if self.fail_on == "enter":
            raise OSError(f"cannot open {self.name}")
        return self.name.upper()

    def __exit__(self, exc_type, exc, tb):
        print(f"  exit {self.name} with {exc_type.__name__ if exc_type else None}: {exc}")
        if self.fail_on == "exit":
            raise RuntimeError(f"cannot close {self.name}")
        return bool(exc_type and issubclass(exc_type, self.swallow))


class Stack:
    def __init__(self):
        self.exits = []

    def push(self, cm):
        value = cm.__enter__()
        self.exits.append(cm.__exit__)
        return value

    def defer(self, fn, *args):
        self.exits.append(lambda *exc: fn(*args))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        handled = False
        while self.exits:
            if self.exits.pop()(*exc):
                exc, handled = (None, None, None), True
        return handled


def contextmanager(fn):
    class Manager:
        def __init__(self, *a, **k):
            self.gen = fn(*a, **k)

        def __enter__(self):
            return next(self.gen)

        def __exit__(self, et, ev, tb):
            if et is None:
                return next(self.gen, None)
            try:
                self.gen.throw(ev)
            except StopIteration:
                return True
            except BaseException as e:
                if e is not ev:
                    raise
                return False
    return Manager


@contextmanager
def indent(prefix):
    saved = []
    try:
        yield saved.append
    except LookupError as e:
        saved.append(f"suppressed {e!r}")
    finally:
        print(*(prefix + s for s in saved), sep="\n")


with (Step("a") as a, Step("b", swallow=(ValueError,)) as b):
    print(" ", a, b)
    int("seven")
for maker in (lambda: Step("c", "enter"), lambda: Step("d", "exit")):
    try:
        with Step("outer"), maker() as v:
            print("  body", v)
            raise KeyError("inner")
    except (OSError, RuntimeError) as e:
        print(type(e).__name__, e, "| context:", repr(e.__context__), "| suppress:", e.__suppress_context__)
with Stack() as st:
    print([st.push(Step(n, swallow=(ZeroDivisionError,) if n == "y" else ())) for n in "xyz"])
    st.defer(print, "  deferred", 42)
    1 // 0
with indent(">> ") as note:
    note("one")
    note("two")
    [][3]
try:
    with indent(".. ") as note:
        note("three")
        raise TypeError("passes through")
except TypeError as e:
    print("TypeError", e)


def run_all(*thunks):
    errors = []
    for t in thunks:
        try:
            t()
        except Exception as e:
            errors.append(e)
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {len(thunks)} failed", errors)


def handle(*thunks):
    try:
        try:
            run_all(*thunks)
        except* (ValueError, TypeError) as g:
            print("  conversion:", [str(e) for e in g.exceptions], g.message)
        except* LookupError as g:
            print("  lookup:", repr(g))
            raise RuntimeError("lookup gave up") from g
        else:
            print("  all fine")
        finally:
            print("  finally")
    except ExceptionGroup as rest:
        print("  rest:", rest, "|", rest.exceptions)


handle(lambda: 1, lambda: 2)
handle(lambda: int("q"), lambda: len(5), lambda: 3)
handle(lambda: {}["k"], lambda: [][0], lambda: 1 / 0)
handle(lambda: run_all(lambda: int("nest"), lambda: 1 / 0), lambda: "".foo)
eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("mid", [KeyError("k"), ValueError(2)]), OSError(2, "gone")])
match_, rest = eg.split(ValueError)
print(match_, repr(match_), repr(rest), sep="\n")
print(eg.subgroup(lambda e: isinstance(e, OSError)), eg.subgroup(IndexError), eg.derive([IndexError()]))
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", [3]), lambda: ExceptionGroup("only")):
    try:
        bad()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, BaseExceptionGroup.__mro__[1:3])
try:
    with 5:
        pass
except TypeError as e:
    print("TypeError:", e)
sys.stdout.flush()
try:
    raise eg
except* OSError as g:
    g.add_note("disk trouble")
    raise
