# {**x}: an attribute that is missing while x is asked for its keys and items makes it no mapping.
class WithoutKeys:
    def keys(self):
        raise AttributeError('keys')


class WithoutItems:
    def keys(self):
        return ['a']

    def __getitem__(self, key):
        raise AttributeError('item')


class Failing:
    def keys(self):
        raise ValueError('keys')


class Own:
    def __getitem__(self, key):
        return key * 2


own = Own()
own.keys = lambda: ['a']
for x in 5, [(1, 2)], dict, WithoutKeys(), WithoutItems(), Failing(), own:
    try:
        print({'z': 0, **x})
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
