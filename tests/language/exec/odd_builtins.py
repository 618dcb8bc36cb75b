# __builtins__ that is no dict, lacks what a statement needs, or is handed on to what exec runs.
def attempt(source, *namespaces):
    try:
        exec(source, *namespaces)
    except Exception as e:
        print(type(e).__name__, e)


for value in (123, None, [], {}):
    attempt('x = 1', {'__builtins__': value})
    attempt('missing', {'__builtins__': value})
    attempt('class A: pass', {'__builtins__': value})
attempt('import sys', {'__builtins__': {}})
attempt('exec("print(1)", {})', {'__builtins__': {'exec': exec}})

own = {'a': 1}
space = {'__builtins__': own}
attempt('def f(): return a', space)
print(space['f'](), space['f'].__builtins__ is own)
