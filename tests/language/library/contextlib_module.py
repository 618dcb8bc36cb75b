# contextlib: contextmanager, suppress, closing, ExitStack, redirect.
import contextlib
@contextlib.contextmanager
def tag(n):
    print('<', n)
    try:
        yield n
    except ValueError as e:
        print('caught', e)
    finally:
        print('>', n)
with tag('a') as t: print(t)
with tag('b'): raise ValueError('v')
with contextlib.suppress(KeyError): {}['x']
with contextlib.ExitStack() as s:
    s.enter_context(tag('c'))
    s.callback(print, 'callback')
    print('in stack')
with contextlib.nullcontext(5) as n: print(n)
