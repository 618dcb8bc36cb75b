# try, except, else, finally in all combinations.
def f(x):
    try:
        if x == 1: raise ValueError('v')
        if x == 2: raise KeyError('k')
        if x == 3: raise OSError
        if x == 4: return 'returned'
    except ValueError as e:
        print('value', e)
    except (KeyError, IndexError) as e:
        print('lookup', e)
    else:
        print('else')
    finally:
        print('finally', x)
    return 'end'
for i in range(3): print(f(i))
try:
    f(3)
except OSError:
    print('os')
print(f(4))
