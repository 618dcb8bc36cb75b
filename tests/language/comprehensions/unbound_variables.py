# A variable of the function around that is not bound: whose message it is.
def in_element():
    [x for _ in 'a']
    x = 1

def in_condition():
    {_: _ for _ in 'a' if x}
    x = 1

def in_first_iterable():
    [x for _ in x]
    x = 1

def in_second_iterable():
    {y for _ in 'a' for y in x}
    x = 1

def deleted():
    x = 1
    del x
    return [[x for _ in 'a'] for _ in 'a']

def in_cell():
    def other(): return x
    [x for _ in 'a']
    x = 1

def named():
    [(x := y) for y in '']
    return [x for _ in 'a']

def named_outside():
    [(x := y) for y in '']
    return x

def fine():
    x = 1
    return [x for _ in 'a']

for f in in_element, in_condition, in_first_iterable, in_second_iterable, deleted, in_cell, named, named_outside, fine:
    try:
        print(f.__name__, f())
    except NameError as e:
        print(f.__name__, type(e).__name__, e, e.name)
