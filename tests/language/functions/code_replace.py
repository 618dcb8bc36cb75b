# code.replace makes a copy that differs in what is told; the function that gets it goes on as before.
def f(a):
    return a.missing


code = f.__code__.replace(co_name='g', co_qualname='h.g', co_filename='elsewhere.py', co_firstlineno=100)
print(code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno, code.co_varnames == f.__code__.co_varnames)
print(f.__code__.co_name, f.__code__.co_firstlineno, code.replace() is code, code.co_flags == f.__code__.co_flags)
f.__code__ = code
try:
    f(1)
except AttributeError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code is code, e)
for changes in {'co_name': 1}, {'co_filename': None}, {'co_firstlineno': 'x'}, {'co_flags': 1.5}:
    try:
        f.__code__.replace(**changes)
    except TypeError as e:
        print(e)
