def run(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e, [repr(x) for x in getattr(e, 'exceptions', ())], repr(e.__context__))
def raises_inside():
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError('new')
def reraise():
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: raise
def both():
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError as e: raise KeyError('a') from e
    except* TypeError: raise IndexError('b')
def group_type():
    try: raise ValueError
    except* ExceptionGroup: pass
def bad_type():
    try: raise ValueError
    except* 5: pass
def fine():
    for i in range(2):
        try:
            if i: raise ExceptionGroup('g', [ValueError(i)])
        except* ValueError as e:
            print('handled', e.exceptions)
        else:
            print('else', i)
    try:
        e
    except NameError as n:
        print(n)
def nested():
    try:
        try: raise ExceptionGroup('g', [ValueError(1), KeyError(2), OSError(3)])
        except* ValueError: print('inner')
    except* KeyError as k: print('outer', repr(k))
for f in (raises_inside, reraise, both, group_type, bad_type, fine, nested):
    print('--', f.__name__)
    run(f)
for src in ('try: pass\nexcept*: pass', 'for i in x:\n  try: pass\n  except* E: break', 'def f():\n  try: pass\n  except* E: return', 'for i in x:\n  try: pass\n  except* E: continue'):
    try: compile(src, '', 'exec')
    except SyntaxError as e: print(e.msg)
