# compare: traceback
def load(d, k):
    try:
        return d[k]
    except KeyError:
        raise ValueError('no ' + k)
load({}, 'key')
