# __missing__ of a dict's subclass.
class D(dict):
    def __missing__(self, k):
        self[k] = v = [k]
        return v
d = D(a=1)
print(d['a'], d['b'], d, d.get('c'), 'c' in d)
