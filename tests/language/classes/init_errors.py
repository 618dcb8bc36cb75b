# Wrong arguments for object and for __init__.
class A: pass
class B:
    def __init__(self): return 1
for call in (lambda: A(1), lambda: object(1), lambda: B()):
    try:
        call()
    except TypeError as e:
        print(e)
