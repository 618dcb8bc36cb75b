# dir() in eval asks the keys() of locals that are no plain dict.
class Own(dict):
    def __init__(self, keys):
        self.own = keys

    def keys(self):
        return self.own


def attempt(locals_):
    try:
        print(eval('dir()', {}, locals_))
    except TypeError as e:
        print(e)


attempt(Own(list('zxy')))
attempt(Own(()))
attempt(Own(5))
attempt(Own(['a', 1]))
attempt({'b': 1, 'a': 2})
