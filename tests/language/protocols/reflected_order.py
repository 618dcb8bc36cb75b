# Which operand's method is asked, and when.
ops = [('+', 'add'), ('-', 'sub'), ('*', 'mul'), ('/', 'truediv'), ('//', 'floordiv'), ('%', 'mod'), ('**', 'pow'), ('<<', 'lshift'), ('>>', 'rshift'), ('&', 'and'), ('|', 'or'), ('^', 'xor'), ('@', 'matmul')]
log = []
def make(name, base=object, answer=None):
    ns = {}
    for _, op in ops:
        for prefix in ('', 'r'):
            def m(self, other, tag=f'{name}.{prefix}{op}'):
                log.append(tag)
                return NotImplemented if answer is None else answer
            ns[f'__{prefix}{op}__'] = m
    return type(name, (base,), ns)
A, B = make('A'), make('B', answer='b')
SubA = make('SubA', A, 'sub')
Plain = type('Plain', (A,), {})
for sym, op in ops:
    for x, y in ((A(), B()), (B(), A()), (A(), SubA()), (A(), Plain()), (1, B()), ('s', B()), ([], B())):
        log.clear()
        try: r = eval(f'x {sym} y')
        except TypeError as e: r = str(e)
        print(sym, type(x).__name__, type(y).__name__, log, r)
log.clear()
for x, y in ((A(), A()), (A(), 5), (5, A())):
    try: x + y
    except TypeError as e: print(e, log)
    log.clear()
try: A() ** A()
except TypeError as e: print(e)
try: divmod(A(), A())
except TypeError as e: print(e)
