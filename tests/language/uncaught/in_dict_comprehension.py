# compare: traceback
def f(items):
    return {key: len(value)
            for key, value in items}
print(f([('a', 'bc')]))
f([('a', 'bc'), 'de', 'f'])
