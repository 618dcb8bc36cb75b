# The frames that e.__traceback__ has for comprehensions: names, lines, whose they are.
def entries(e):
    tb, found = e.__traceback__, []
    while tb:
        code = tb.tb_frame.f_code
        found.append((code.co_name, code.co_qualname, code.co_firstlineno, tb.tb_lineno, tb.tb_frame.f_globals is globals()))
        tb = tb.tb_next
    return found

def caught():
    for n in 1, 0:
        try:
            print([[
                1 // n
                for _ in 'a'] for _ in 'b'])
        except ZeroDivisionError as e:
            print(*entries(e), sep='\n')
            kept = e
    try:
        [1 for _ in [kept] if _.missing]
    except AttributeError as e:
        print(entries(e), entries(e.__context__ or kept))
    return kept

def raised_again():
    try:
        {n for n in [[]]}
    except TypeError:
        raise

def raised_anew():
    try:
        {n: n for n in [1] for m in n}
    except TypeError as e:
        raise e

def handled_outside(f):
    try:
        [f() for _ in 'a']
    except Exception as e:
        print(*entries(e), sep='\n')

class C:
    def method(self):
        return [self.
                missing for _ in 'a']

error = caught()
handled_outside(raised_again)
handled_outside(raised_anew)
handled_outside(C().method)
handled_outside(lambda: [x for x in 5])
