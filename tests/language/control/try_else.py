def f(x):
    out = []
    try:
        out.append('try')
        if x == 'value': raise ValueError
        if x == 'key': raise KeyError
        if x == 'other': raise OSError
        if x == 'return': return out + ['returned']
    except ValueError:
        out.append('value')
    except (KeyError, IndexError) as e:
        out.append(type(e).__name__)
    except:
        out.append('bare')
    else:
        out.append('else')
        if x == 'else': raise RuntimeError(out)
    finally:
        out.append('finally')
    return out
for x in ('none', 'value', 'key', 'other', 'return'): print(x, f(x))
try: f('else')
except RuntimeError as e: print(e)
def g():
    try: pass
    except: pass
    else: return 'else returns'
    finally: print('then finally')
print(g())
def h():
    for i in range(3):
        try: pass
        except: pass
        else:
            if i: break
            continue
    return i
print(h())
try:
    try: raise ValueError('in try')
    except KeyError: pass
    else: print('no')
    finally: print('inner finally')
except ValueError as e: print(e)
try:
    try: pass
    except: pass
    else: raise TypeError('from else')
except TypeError as e: print(e)
