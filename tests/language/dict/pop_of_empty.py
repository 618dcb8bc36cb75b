# pop() of an empty dict does not ask the key for its hash.
for d in {}, {1: 2}:
    for default in (), (3,):
        try:
            print(d.pop([], *default))
        except (KeyError, TypeError) as e:
            print(type(e).__name__, e)
