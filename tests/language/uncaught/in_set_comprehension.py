# compare: traceback
def f(items):
    return {item for item in items}
print(f('aaa'))
f([[1]])
