# __builtins__ of the globals decides what builtins there are.
print(eval('len([1])', {'__builtins__': {'len': lambda x: 'mine'}}))
try:
    eval('len([1])', {'__builtins__': {}})
except NameError as e:
    print(e)
