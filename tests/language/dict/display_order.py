# In which order a dict display evaluates, hashes and compares: pairs between two ** are evaluated together, up to fifteen.
log = []


class Key:
    def __init__(self, n):
        self.n = n
        log.append(f'made {n}')

    def __hash__(self):
        log.append(f'hash {self.n}')
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


def value(n):
    log.append(f'value {n}')
    return n


def pairs(count, first=0):
    return ', '.join(f'Key({first + i}): value({first + i})' for i in range(count))


def show(source):
    log.clear()
    result = eval('{' + source + '}')
    print(source[:60], len(result), [v for v in result.values()] == sorted(result.values()), ' '.join(log))


for count in 0, 1, 2, 14, 15, 16, 17, 18, 19, 32, 33, 34, 35, 51:
    show(pairs(count))
    show('**{}, ' + pairs(count))
    if count < 20:
        show(pairs(2, 100) + ', **{1: 0}, ' + pairs(count))
        show(pairs(count) + (', ' if count else '') + '**{(): 0}, **{}, ' + pairs(1, 200) + ', **{"a": 1}')

for source in ('[1]: 2, ().count(): 3', '**{}, [1]: 2, ().count(): 3', '1: 2, **{}, [1]: 2, ().count(): 3', '1: 2, **5, ().count(): 3', '1: 2, [1]: 3, **5',
               ', '.join(f'[{i}]: value({i})' for i in range(16)) + ', ().count(): 3'):
    log.clear()
    try:
        eval('{' + source + '}')
    except TypeError as e:
        print(source[:60], e, log)


def deep(n):
    return '{1: ' + deep(n - 1) + ', **{2: 3}, 4: 5, 6: 7}' if n else '0'


print(eval(deep(20)))
