# PEP 750: template strings.
n = 5
t = t'a{n}b{n*2!r:>{n}}{{}}'
print(t, list(t), t.values)
print((t'x' + t'{n}').strings)
try: print('a' + t'b')
except TypeError as e: print(e)
match t.interpolations[0]:
    case Interp if Interp.expression == 'n': print('yes')
print(t'{n=}', rt'\n{n}', t'{n:{n}.{n}}'.interpolations[0].format_spec)
try: t.strings = 1
except AttributeError as e: print(e)
print(type(t).__module__, type(t).__name__, type(t).__qualname__)
name = 'x'
print(t'hello {name!r:>10}')
from_function = (lambda who: t"hi {who + '!'} {f'{who}'}")('you')
print(from_function.values, [i.expression for i in from_function.interpolations])
print(t'{(lambda: 3)()}'.values, t''.strings, t'''{
    n
}'''.interpolations[0].expression.strip())
try: t'{missing}'
except NameError as e: print(e)
